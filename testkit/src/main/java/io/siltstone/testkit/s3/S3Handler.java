package io.siltstone.testkit.s3;

import io.siltstone.testkit.wire.WireHandler;
import io.siltstone.testkit.wire.WireRequest;
import io.siltstone.testkit.wire.WireResponse;
import io.siltstone.testkit.wire.WireText;
import java.time.InstantSource;

/** Leads each request to what serves it. */
final class S3Handler implements WireHandler {

    private final S3Buckets buckets;
    private final InstantSource clock;
    private final S3Objects objects;
    private final S3Lists lists;
    private final S3Batch batch;
    private final S3Uploads uploads;
    private final S3UploadLists uploadLists;

    S3Handler(S3Buckets buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
        this.objects = new S3Objects(buckets, clock);
        this.lists = new S3Lists(buckets);
        this.batch = new S3Batch(buckets);
        this.uploads = new S3Uploads(buckets, objects, clock);
        this.uploadLists = new S3UploadLists(buckets);
    }

    @Override
    public String operation(WireRequest head) {
        return S3Operation.of(head).name();
    }

    @Override
    public WireResponse handle(WireRequest request) {
        try {
            return serve(request).with("x-amz-request-id", "1").with("Date", WireText.time(clock.instant()));
        } catch (S3Refusal e) {
            return e.response();
        } catch (NumberFormatException e) {
            return S3Refusal.response(400, "InvalidArgument");
        }
    }

    private WireResponse serve(WireRequest request) {
        return switch (S3Operation.of(request)) {
            case HEAD_BUCKET -> buckets.head(request);
            case CREATE_BUCKET -> buckets.create(request);
            case DELETE_BUCKET -> buckets.delete(request);
            case BUCKET_LOCATION -> buckets.location(request);
            case LIST_OBJECTS -> lists.list(request);
            case LIST_UPLOADS -> uploadLists.uploads(request);
            case DELETE_OBJECTS -> batch.delete(request);
            case PUT_OBJECT -> objects.put(request);
            case COPY_OBJECT -> objects.copy(request);
            case GET_OBJECT, HEAD_OBJECT -> objects.get(request);
            case DELETE_OBJECT -> objects.delete(request);
            case CREATE_UPLOAD -> uploads.create(request);
            case UPLOAD_PART -> uploads.part(request);
            case COPY_PART -> uploads.copyPart(request);
            case COMPLETE_UPLOAD -> uploads.complete(request);
            case ABORT_UPLOAD -> uploads.abort(request);
            case LIST_PARTS -> uploadLists.parts(request);
            case UNKNOWN -> S3Refusal.response(501, "NotImplemented");
        };
    }
}
