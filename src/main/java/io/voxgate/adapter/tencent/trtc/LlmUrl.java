package io.voxgate.adapter.tencent.trtc;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxgate.adapter.FieldConversion;
import io.voxgate.adapter.FieldConversion.Converted;
import io.voxgate.json.Json;
import io.voxgate.model.FieldOutcome;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model's address as TRTC wants it: the whole path. A base that ends in its version is completed, the query stays.
 */
final class LlmUrl {
    private static final Pattern PARTS = Pattern.compile("([^:/?#]+://[^/?#]*)([^?#]*)(.*)");
    private static final Pattern WHOLE = Pattern.compile(".*/(completions|chatcompletion_v2|chat-messages|chat)");
    private static final Pattern BASE = Pattern.compile("(.*/v[0-9]+)/?");

    private LlmUrl() {}

    /** @param suffix what completes a base, for example {@code /chat/completions} */
    static FieldConversion completedBy(String suffix) {
        return FieldConversion.of(
                url -> complete(url, suffix), wire -> Optional.of(wire).filter(JsonNode::isTextual));
    }

    private static Converted complete(JsonNode url, String suffix) {
        Matcher parts = PARTS.matcher(url.asText());
        if (parts.matches()) {
            Matcher base = BASE.matcher(parts.group(2));
            if (base.matches()) {
                return Converted.of(
                        FieldOutcome.CONVERTED, Json.text(parts.group(1) + base.group(1) + suffix + parts.group(3)));
            }
            if (WHOLE.matcher(parts.group(2)).matches()) {
                return Converted.of(FieldOutcome.EXACT, url);
            }
        }
        return Converted.of(
                FieldOutcome.EXACT,
                url,
                "Sent as it is; TRTC wants the whole address, usually one that ends in " + suffix + ".");
    }
}
