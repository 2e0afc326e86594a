package io.voxgate.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.testkit.Ref;
import io.voxgate.testkit.Reply;
import java.util.TreeSet;

/** An answer without what differs from call to call: two that are alike tell the same. */
final class ResponseComparison {
    private ResponseComparison() {}

    static String of(Reply reply, Ref ref) {
        String body = reply.body().replace(ref.value(), "~").replace(ref.stranger(), "~");
        JsonNode tree = new Reply(reply.status(), reply.headers(), body).json();
        String replayed = reply.header("idempotent-replayed").orElse("");
        if (reply.status() < 400) {
            TreeSet<String> shape = new TreeSet<>();
            shape("", tree, shape);
            return reply.status() + replayed + shape;
        }
        if (tree instanceof ObjectNode problem) {
            problem.remove("requestId");
            // An encoded path may spell a name otherwise; the length of what was asked for is no news.
            problem.remove("instance");
        }
        return reply.status() + replayed + tree;
    }

    /** Which members there are, and how many items. */
    private static void shape(String pointer, JsonNode node, TreeSet<String> into) {
        into.add(pointer);
        if (node instanceof ArrayNode array) {
            into.add(pointer + "#" + array.size());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> shape(pointer + "/" + member.getKey(), member.getValue(), into));
        } else {
            node.forEach(item -> shape(pointer + "/*", item, into));
        }
    }
}
