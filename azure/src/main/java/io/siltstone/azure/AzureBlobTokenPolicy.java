package io.siltstone.azure;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import reactor.core.publisher.Mono;

/**
 * Puts a token on each request, and does nothing about a refusal. The SDK's own policy asks for a token of whatever
 * audience and tenant a refusal names, and sends it to who refused: any endpoint could have one for the whole of Azure.
 */
final class AzureBlobTokenPolicy implements HttpPipelinePolicy {

    private final AzureBlobTokens tokens;

    AzureBlobTokenPolicy(AzureBlobTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
        return Mono.defer(() -> {
            sign(context);
            return next.process();
        });
    }

    @Override
    public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
        sign(context);
        return next.processSync();
    }

    private void sign(HttpPipelineCallContext context) {
        if (!context.getHttpRequest().getUrl().getProtocol().equals("https")) {
            throw new IllegalStateException("a token never travels in plain text");
        }
        context.getHttpRequest().setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + tokens.bearer());
    }
}
