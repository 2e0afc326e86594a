package io.voxgate.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.voxgate.adapter.VendorInfo;
import io.voxgate.tck.AllAdapters;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegularExpressionsTest {
    /**
     * No expression of their own: methods that are only called so, parameters (their arguments are found), and those
     * made of parts, which are attacked below.
     */
    private static final List<String> NOT_WRITTEN_THERE = List.of(
            "TranslationBuilder.java: (_, entry)",
            "CccSearch.java: phone, call",
            "ContractSchemaWalk.java: (_, schema)",
            "RequestSchema.java: String regex",
            "RequestSchema.java: regex",
            "Scenario.java: \"-(\" + String.join(",
            "AllowedMethods.java: template.replaceAll(",
            "ConnectionRules.java: field.pattern()",
            "DisplayWidth.java: \"(\\033\\\\[(?:[0-2]|3[1-6])m)|\" + STEERING.pattern()",
            // replaceAll of a Matcher, in the line after it
            "DisplayWidth.java: found -> found.group(1)");

    @Test
    void everyOneOfThemDoesLinearWork() throws IOException {
        List<RegularExpressions.Found> all = RegularExpressions.inMainCode().found();

        assertThat(all).hasSizeGreaterThan(100);
        assertThat(all.stream()
                        .distinct()
                        .flatMap(found -> RegularExpressionAttack.weakness(found.expression(), found.find()).stream()
                                .map(text -> found.place() + ": " + found.expression() + " on " + text)))
                .isEmpty();
    }

    @Test
    void noneIsPassedOver() throws IOException {
        assertThat(RegularExpressions.inMainCode().unread())
                .allMatch(unread -> NOT_WRITTEN_THERE.stream().anyMatch(unread::startsWith));
    }

    @Tag("long")
    @Test
    void thoseOfTheVendorsConnectionsDoLinearWork() {
        List<String> patterns = AllAdapters.all().stream()
                .map(adapter -> adapter.info().connection())
                .flatMap(schema -> Stream.concat(schema.settings().stream(), schema.credentials().stream()))
                .map(VendorInfo.ConnectionField::pattern)
                .filter(Predicate.not(String::isEmpty))
                .distinct()
                .toList();

        assertThat(patterns)
                .isNotEmpty()
                .allMatch(pattern ->
                        RegularExpressionAttack.weakness(pattern, false).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-(no-answer|busy|fails-at-[0-9]+)(?=-|$)",
                "v1/sessions/[^/]+/events/[^/]+/?",
                "(\033\\[(?:[0-2]|3[1-6])m)|[\\x00-\\x08\\x0b-\\x1f\\u2028-\\u202e]"
            })
    void thoseThatAreMadeOfPartsDoLinearWork(String expression) {
        assertThat(RegularExpressionAttack.weakness(expression, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(?i)[a-z][a-z0-9+.-]*://[^/?#\\s]*@\\S*", "(a+)+b", ".*a.*b", "\\s*x\\s*y?\\s*z", "(\\w+\\s?)*!"
            })
    void oneThatDoesMoreIsFound(String expression) {
        assertThat(RegularExpressionAttack.weakness(expression, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/+$", "\\s+x", "\\{[^}]+}", "a[^b]*b"})
    void oneThatOnlyLookingForItMakesSlowIsFound(String expression) {
        assertThat(RegularExpressionAttack.weakness(expression, true)).isPresent();
        assertThat(RegularExpressionAttack.weakness(expression, false)).isEmpty();
    }

    @Test
    void theyAreFoundWhereTheyStand() {
        RegularExpressions found = RegularExpressions.in("""
                private static final String FORM = "[a-z]+";
                private static final Pattern ONE = Pattern.compile("a\\\\.b" + "c*");
                @Pattern(regexp = FORM) boolean b = x.matches("d") || y.replaceAll("e", \
                "").split(f)[0].matches(Other.FORM) || parts.matches();
                """);

        assertThat(found.found())
                .extracting(RegularExpressions.Found::expression)
                .containsExactly("a\\.bc*", "[a-z]+", "d", "e", "[a-z]+");
        assertThat(found.unread()).singleElement().asString().contains("f)[0]");
    }
}
