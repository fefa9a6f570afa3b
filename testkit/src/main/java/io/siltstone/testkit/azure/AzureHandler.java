package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.time.InstantSource;

/** Leads each request to what serves it. */
final class AzureHandler implements WireHandler {

    private final AzureContainers containers;
    private final AzureStamps stamps;
    private final AzureBlobs blobs;
    private final AzureBlocks blocks;
    private final AzureLists lists;
    private final AzureBatch batch;

    AzureHandler(AzureContainers containers, InstantSource clock) {
        this.containers = containers;
        this.stamps = new AzureStamps(clock);
        this.blobs = new AzureBlobs(containers, stamps);
        this.blocks = new AzureBlocks(containers, blobs, stamps);
        this.lists = new AzureLists(containers);
        this.batch = new AzureBatch(containers, this);
    }

    @Override
    public String operation(WireRequest head) {
        return AzureOperation.of(head).name();
    }

    @Override
    public WireResponse handle(WireRequest request) {
        try {
            return serve(request)
                    .with("x-ms-request-id", "1")
                    .with("x-ms-version", request.header("x-ms-version").orElse("2021-12-02"))
                    .with("Date", WireText.time(stamps.now()));
        } catch (AzureRefusal e) {
            return e.response();
        } catch (NumberFormatException e) {
            return AzureRefusal.response(400, "InvalidHeaderValue");
        }
    }

    private WireResponse serve(WireRequest request) {
        return switch (AzureOperation.of(request)) {
            case GET_CONTAINER -> containers.describe(request);
            case CREATE_CONTAINER -> containers.create(request);
            case DELETE_CONTAINER -> containers.delete(request);
            case LIST_BLOBS -> lists.list(request);
            case BATCH -> batch.answer(request);
            case PUT_BLOB -> blobs.put(request);
            case COPY_FROM_URL -> blobs.copy(request);
            case GET_BLOB -> blobs.get(request);
            case GET_PROPERTIES -> blobs.describe(request);
            case DELETE_BLOB -> blobs.delete(request);
            case LEASE_BLOB -> blobs.lease(request);
            case PUT_BLOCK -> blocks.put(request);
            case PUT_BLOCK_FROM_URL -> blocks.putFromUrl(request);
            case PUT_BLOCK_LIST -> blocks.commit(request);
            case GET_BLOCK_LIST -> blocks.list(request);
            case UNKNOWN -> AzureRefusal.response(501, "NotImplemented");
        };
    }
}
