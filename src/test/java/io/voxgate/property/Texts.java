package io.voxgate.property;

/** Texts that break what handles texts carelessly. */
public final class Texts {
    private static final String[] PIECES = {
        "Hello",
        "a",
        " ",
        "您好",
        "请稍等",
        "😀👩‍👩‍👧",
        "שלום",
        "é",
        "é",
        "\"quoted\"",
        "\\back\\slash",
        "line\nbreak",
        "tab\t",
        "\u0001",
        "{\"json\": true}",
        "{{name}}",
        "<b>&amp;</b>",
        "'; drop table",
        "%41%20",
        "ﬀ",
        "İstanbul",
        "0",
        "-1",
        "null",
        "🇨🇳",
        "|,"
    };

    private Texts() {}

    /** Between {@code min} and {@code max} characters long, and not blank. */
    public static Gen<String> of(int min, int max) {
        return (random, size) -> {
            int pieces = Gen.between(1, 1 + size / 20).next(random, size);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < pieces; i++) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            while (text.toString().isBlank() || text.length() < min) {
                text.append('x');
            }
            return cut(text.toString(), max);
        };
    }

    /** Never through the middle of a pair of surrogates. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        String head = text.substring(0, end);
        return head.isBlank() ? "x" : head;
    }
}
