package io.siltstone.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class AzureBlobBodyTest {

    /** OkHttp throws "Unbalanced enter/exit" then, and closes nothing. */
    @Test
    @Timeout(30)
    void whatIsClosedWhileAnotherThreadReadsIsClosedWhenThatReadIsOver() throws Exception {
        Answer answer = new Answer();
        AzureBlobBody body =
                new AzureBlobBody(answer, Optional.empty(), ErrorContext.of(Operation.READ, "az://c", "k"));
        FutureTask<Integer> reading = new FutureTask<>(() -> body.read(new byte[10], 0, 10));
        new Thread(reading).start();
        answer.entered.await();

        body.close();
        assertThat(answer.closes).hasValue(0);
        answer.coming.countDown();
        assertThat(reading.get()).isEqualTo(10);
        assertThat(answer.closes).hasValue(1);
    }

    /** Its bytes come when they are let, and it can be closed by nobody as long as they are read. */
    private static final class Answer extends HttpResponse {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch coming = new CountDownLatch(1);
        private final AtomicInteger closes = new AtomicInteger();
        private volatile boolean busy;

        private Answer() {
            super(new HttpRequest(HttpMethod.GET, "http://127.0.0.1/"));
        }

        @Override
        public InputStream getBodyAsInputStreamSync() {
            return new InputStream() {
                @Override
                public int read() {
                    return 0;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    busy = true;
                    entered.countDown();
                    try {
                        coming.await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                    busy = false;
                    return length;
                }
            };
        }

        @Override
        public void close() {
            if (busy) {
                throw new IllegalStateException("Unbalanced enter/exit");
            }
            closes.incrementAndGet();
        }

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Deprecated
        @Override
        public String getHeaderValue(String name) {
            return "";
        }

        @Override
        public String getHeaderValue(HttpHeaderName name) {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.empty();
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(new byte[0]);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return Mono.just("");
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just("");
        }
    }
}
