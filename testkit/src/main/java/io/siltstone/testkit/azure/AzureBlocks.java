package io.siltstone.testkit.azure;

import io.siltstone.testkit.wire.WireDocument;
import io.siltstone.testkit.wire.WireRange;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blobs in blocks: stage, stage from a blob, list, commit. */
final class AzureBlocks {

    /** Of a body that names blocks: Base64 needs no escapes. */
    private static final Pattern NAMED = Pattern.compile("<(?:Latest|Uncommitted|Committed)>([^<]*)</");

    private final AzureContainers containers;
    private final AzureBlobs blobs;
    private final AzureStamps stamps;

    AzureBlocks(AzureContainers containers, AzureBlobs blobs, AzureStamps stamps) {
        this.containers = containers;
        this.blobs = blobs;
        this.stamps = stamps;
    }

    WireResponse put(WireRequest request) {
        AzureBlobs.requireMd5(request);
        return stage(request, request.body());
    }

    WireResponse putFromUrl(WireRequest request) {
        byte[] whole = blobs.source(request).bytes();
        Optional<String> asked = request.header("x-ms-source-range");
        byte[] bytes = asked.isEmpty()
                ? whole
                : WireRange.of(asked.get(), whole.length)
                        .orElseThrow(() -> AzureRefusal.of(416, "InvalidRange"))
                        .of(whole);
        return stage(request, bytes);
    }

    WireResponse commit(WireRequest request) {
        AzureBlobs.requireMd5(request);
        List<String> ids = new ArrayList<>();
        Matcher named = NAMED.matcher(new String(request.body(), StandardCharsets.UTF_8));
        while (named.find()) {
            ids.add(named.group(1));
        }
        return containers
                .of(request)
                .commit(
                        AzurePath.of(request).blob(),
                        ids,
                        request,
                        blocks -> AzureBlob.of(blocks, request, stamps.next()))
                .published(201);
    }

    WireResponse list(WireRequest request) {
        String name = AzurePath.of(request).blob();
        AzureContainer container = containers.of(request);
        Optional<AzureBlob> blob = container.find(name);
        List<AzureBlock> staged = container.staged(name);
        if (blob.isEmpty() && staged.isEmpty()) {
            throw AzureRefusal.of(404, "BlobNotFound");
        }
        String asked = request.parameter("blocklisttype").orElse("committed");
        WireDocument document = new WireDocument("BlockList");
        write(
                document.begin("CommittedBlocks"),
                asked.equals("uncommitted")
                        ? List.of()
                        : blob.map(AzureBlob::blocks).orElse(List.of()));
        write(document.begin("UncommittedBlocks"), asked.equals("committed") ? List.of() : staged);
        return WireResponse.xml(200, document.end());
    }

    private WireResponse stage(WireRequest request, byte[] bytes) {
        String id = request.parameter("blockid").orElse("");
        containers.of(request).stage(AzurePath.of(request).blob(), new AzureBlock(id, bytes), request);
        return WireResponse.of(201)
                .with("Content-MD5", WireText.base64(WireText.digest("MD5", bytes)))
                .with("x-ms-request-server-encrypted", "true");
    }

    private static void write(WireDocument document, List<AzureBlock> blocks) {
        for (AzureBlock block : blocks) {
            document.begin("Block")
                    .text("Name", block.id())
                    .text("Size", block.bytes().length)
                    .close();
        }
        document.close();
    }
}
