package io.voxgate.attack;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists by a viewer: with more filters than anybody needs, and of more than a replica can hold. */
final class ListAttacks {
    private static final int LARGE_ROWS = 40;

    private ListAttacks() {}

    static List<Attack> all() {
        return List.of(
                new RequestAttack(
                        "many-filters",
                        "H3: 160 filters on metadata in one request, which PostgreSQL plans for a minute",
                        AttackBounds.cheap(),
                        4,
                        target -> List.of(filters(target, 160))),
                new RequestAttack(
                        "repeated-filters",
                        "H3: one filter 160 times",
                        AttackBounds.cheap(),
                        4,
                        target -> List.of(WireRequest.get(
                                "/v1/sessions?" + repeated(160, _ -> "metadata.k=v"), target.bearer("viewer")))),
                new LargeRows(
                        "large-templates",
                        "H5, M8: a list of templates of 0.9 MB each, and the audit of them",
                        LARGE_ROWS),
                new LargeSessions("large-sessions", "H5: a list of sessions with agents of 0.9 MB each", LARGE_ROWS));
    }

    /** As many filters as a request may have, without a pause. */
    static Attack fewFilters() {
        return new RequestAttack(
                "filtered-lists",
                "lists with five filters on metadata without a pause",
                AttackBounds.cheap(),
                4,
                target -> List.of(filters(target, 5)));
    }

    private static byte[] filters(AttackTarget target, int many) {
        return WireRequest.get("/v1/sessions?" + repeated(many, i -> "metadata.k" + i + "=v"), target.bearer("viewer"));
    }

    private static String repeated(int many, IntFunction<String> filter) {
        return IntStream.range(0, many).mapToObj(filter).collect(Collectors.joining("&"));
    }

    /** The sizes of an agent that a limit may leave, the largest first. */
    static Stream<String> prompts() {
        return Stream.of(930_000, 400_000, 200_000, 90_000, 50_000, 20_000).map(ListAttacks::agent);
    }

    /** An agent of about so many bytes, within what each single text may have. */
    private static String agent(int bytes) {
        int most = Math.min(bytes, 50_000);
        String filler = DryRunAttacks.list(bytes / most, "\"" + "x".repeat(most) + "\"");
        return """
                {"greeting":{"mode":"static","text":"Hello"},"tts":{"provider":"platform","voice":"v-female-R2s4N9qJ"},
                 "llm":{"protocol":"openai","url":"https://api.openai.com/v1","model":"m","credentialRef":"llm"},
                 "vendorOptions":{"tencent-trtc":{"filler":%s}}}""".formatted(filler);
    }
}
