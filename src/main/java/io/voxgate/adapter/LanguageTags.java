package io.voxgate.adapter;

import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Optional;

/**
 * A vendor's codes for languages by BCP-47 tag. A tag is found by RFC 4647's lookup, as the JDK does it: the longest
 * beginning of the tag that is listed, or of another spelling in IANA's registry ({@code wuu} is also {@code zh-wuu},
 * {@code nb} is {@code no-bok}).
 *
 * @param codes the vendor's codes by tag; a longer tag is more exact
 */
public record LanguageTags(Map<String, String> codes) {

    public LanguageTags {
        codes = Map.copyOf(codes);
    }

    /**
     * What a vendor has for a tag.
     *
     * @param same the language itself; false: only the larger language that it belongs to ({@code zh} for {@code wuu})
     */
    public record FoundLanguage(String code, boolean same) {}

    /** Empty when the vendor has neither the language nor the one that it belongs to, or when this is no tag. */
    public Optional<FoundLanguage> find(String tag) {
        return canonical(tag).flatMap(locale -> {
            List<LanguageRange> spellings = LanguageRange.parse(locale.toLanguageTag());
            boolean member = spellings.stream().anyMatch(spelling -> below(spelling, locale.getLanguage()));
            return listed(spellings.getFirst())
                    .map(code -> new FoundLanguage(code, true))
                    .or(() -> spellings.stream()
                            .flatMap(spelling -> listed(spelling).stream())
                            .findFirst()
                            .map(code -> new FoundLanguage(code, !member)));
        });
    }

    private Optional<String> listed(LanguageRange spelling) {
        return Optional.ofNullable(Locale.lookupTag(List.of(spelling), codes.keySet()))
                .map(codes::get);
    }

    /** Whether a spelling puts the language under a larger one. */
    private static boolean below(LanguageRange spelling, String language) {
        return Arrays.stream(spelling.getRange().split("-")).skip(1).anyMatch(language::equals);
    }

    /** A well-formed tag with a language; empty for anything else. */
    public static Optional<Locale> canonical(String tag) {
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag).build())
                    .filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllformedLocaleException _) {
            return Optional.empty(); // the caller says so in the report
        }
    }
}
