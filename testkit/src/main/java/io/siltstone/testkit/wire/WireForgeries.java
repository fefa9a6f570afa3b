package io.siltstone.testkit.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests and answers changed, in what both protocols have of HTTP. */
public final class WireForgeries {

    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

    private WireForgeries() {}

    /** As if the headers had not come. */
    public static WireRequest without(WireRequest request, String... headers) {
        Map<String, String> others = new HashMap<>(request.headers());
        others.keySet().removeAll(List.of(headers));
        return request.withHeaders(others);
    }

    /** As if the range began a byte later; an answer that is no range stays. */
    public static WireResponse shiftRange(WireResponse answer) {
        Matcher range = RANGE.matcher(answer.headers().getOrDefault("Content-Range", ""));
        return range.matches()
                ? answer.with(
                        "Content-Range",
                        "bytes " + (Long.parseLong(range.group(1)) + 1) + "-" + (Long.parseLong(range.group(2)) + 1)
                                + "/" + (Long.parseLong(range.group(3)) + 1))
                : answer;
    }
}
