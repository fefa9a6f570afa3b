package io.siltstone.testkit.net;

import io.siltstone.core.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One connection through the proxy: a thread for each direction. */
final class ProxyLine {

    private static final int CHUNK_BYTES = 16 * 1024;

    private final Socket client;
    private final Socket server;
    private final LineRule rule;
    private final Sleeper sleeper;
    private final Consumer<ProxyLine> onEnd;
    private final AtomicBoolean serversTurn = new AtomicBoolean(true);
    private final AtomicInteger running = new AtomicInteger(2);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread up;
    private final Thread down;

    ProxyLine(Socket client, Socket server, LineRule rule, Sleeper sleeper, Consumer<ProxyLine> onEnd) {
        this.client = client;
        this.server = server;
        this.rule = rule;
        this.sleeper = sleeper;
        this.onEnd = onEnd;
        this.up = thread("up", () -> pump(client, server, rule.clientBytes(), true));
        this.down = thread("down", () -> pump(server, client, rule.serverBytes(), false));
    }

    void start() {
        up.start();
        down.start();
    }

    void join() throws InterruptedException {
        up.join();
        down.join();
    }

    /** Ends both directions; a stall only keeps what comes from coming through. */
    void end(LineEnd how) {
        try {
            if (how == LineEnd.RESET) {
                client.setSoLinger(true, 0);
                server.setSoLinger(true, 0);
            }
            client.close();
            server.close();
        } catch (IOException e) {
            // Closed is what they were to be.
        }
        ended.countDown();
        up.interrupt();
        down.interrupt();
    }

    private Thread thread(String direction, Runnable work) {
        Thread thread = new Thread(
                () -> {
                    work.run();
                    if (running.decrementAndGet() == 0) {
                        end(LineEnd.CLOSE);
                        onEnd.accept(this);
                    }
                },
                "fault-proxy-" + direction + "-" + client.getPort());
        thread.setDaemon(true);
        return thread;
    }

    private void pump(Socket from, Socket to, long limit, boolean request) {
        byte[] chunk = new byte[CHUNK_BYTES];
        long passed = 0;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                waitTurn(request);
                int allowed = (int) Math.min(read, limit - passed);
                out.write(chunk, 0, allowed);
                passed += allowed;
                waitForBandwidth(allowed);
                if (rule.end() != LineEnd.NONE && passed == limit) {
                    finish();
                    return;
                }
            }
            to.shutdownOutput();
        } catch (IOException e) {
            end(LineEnd.CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish() throws InterruptedException {
        if (rule.end() == LineEnd.STALL) {
            ended.await();
        } else {
            end(rule.end());
        }
    }

    private void waitTurn(boolean request) throws InterruptedException {
        boolean turned = serversTurn.getAndSet(!request) && request;
        if (turned && !rule.delay().isZero()) {
            sleeper.sleep(rule.delay());
        }
    }

    private void waitForBandwidth(int bytes) throws InterruptedException {
        if (rule.bytesPerSecond() > 0) {
            sleeper.sleep(Duration.ofNanos(bytes * 1_000_000_000L / rule.bytesPerSecond()));
        }
    }
}
