package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireRange;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.net.URI;
import java.util.Optional;

/** Single blobs: put, get, describe, copy, lease, delete. */
final class AzureBlobs {

    private final AzureContainers containers;
    private final AzureStamps stamps;

    AzureBlobs(AzureContainers containers, AzureStamps stamps) {
        this.containers = containers;
        this.stamps = stamps;
    }

    WireResponse put(WireRequest request) {
        requireMd5(request);
        return containers
                .of(request)
                .put(AzurePath.of(request).blob(), request, AzureBlob.put(request, stamps.next()))
                .published(201);
    }

    WireResponse describe(WireRequest request) {
        String name = AzurePath.of(request).blob();
        AzureContainer container = containers.of(request);
        AzureBlob blob = container.get(name, request);
        boolean leased = container.isLeased(name);
        WireResponse described = blob.describe(200)
                .with("x-ms-lease-status", leased ? "locked" : "unlocked")
                .with("x-ms-lease-state", leased ? "leased" : "available")
                .withBody(blob.bytes());
        return blob.md5().isEmpty() ? described : described.with("Content-MD5", blob.md5());
    }

    WireResponse get(WireRequest request) {
        Optional<String> asked = request.header("x-ms-range").or(() -> request.header("range"));
        if (asked.isEmpty()) {
            return describe(request);
        }
        AzureBlob blob = containers.of(request).get(AzurePath.of(request).blob(), request);
        int size = blob.bytes().length;
        WireRange range = WireRange.of(asked.get(), size).orElseThrow(() -> AzureRefusal.of(416, "InvalidRange"));
        byte[] part = range.of(blob.bytes());
        WireResponse response =
                blob.describe(206).with("Content-Range", range.describe(size)).withBody(part);
        return request.header("x-ms-range-get-content-md5").isPresent()
                ? response.with("Content-MD5", WireText.base64(WireText.digest("MD5", part)))
                : response;
    }

    WireResponse delete(WireRequest request) {
        containers.of(request).delete(AzurePath.of(request).blob(), request);
        return WireResponse.of(202).with("x-ms-delete-type-permanent", "true");
    }

    WireResponse copy(WireRequest request) {
        AzureBlob copy = source(request).copy(request, stamps.next());
        return containers
                .of(request)
                .put(AzurePath.of(request).blob(), request, copy)
                .published(202)
                .with("x-ms-copy-id", copy.etag())
                .with("x-ms-copy-status", "success");
    }

    WireResponse lease(WireRequest request) {
        String name = AzurePath.of(request).blob();
        AzureContainer container = containers.of(request);
        String id = container.lease(name, request);
        AzureBlob blob = container.find(name).orElseThrow(() -> AzureRefusal.of(404, "BlobNotFound"));
        boolean acquired =
                request.header("x-ms-lease-action").filter("acquire"::equals).isPresent();
        return blob.published(acquired ? 201 : 200).with("x-ms-lease-id", id);
    }

    /** The blob that a request copies from, if it is of the version named. */
    AzureBlob source(WireRequest request) {
        URI url = URI.create(request.header("x-ms-copy-source").orElseThrow());
        AzurePath path = AzurePath.parse(url.getPath());
        AzureBlob source = containers
                .get(path.container())
                .find(path.blob())
                .orElseThrow(() -> AzureRefusal.of(404, "CannotVerifyCopySource"));
        AzureConditions.requireSource(request, source);
        return source;
    }

    /** What the body is to have arrived as, where the request tells. */
    static void requireMd5(WireRequest request) {
        String actual = WireText.base64(WireText.digest("MD5", request.body()));
        if (request.header("content-md5").filter(told -> !told.equals(actual)).isPresent()) {
            throw AzureRefusal.of(400, "Md5Mismatch");
        }
    }
}
