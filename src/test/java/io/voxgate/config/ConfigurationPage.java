package io.voxgate.config;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables of {@code docs/configuration.md}, written from the interfaces of settings. What is around them is written
 * by people.
 */
final class ConfigurationPage {
    private static final String HEAD = "| variable | value or unit | default | meaning |\n| --- | --- | --- | --- |\n";

    private ConfigurationPage() {}

    /** The page with new tables, each between its two comments. */
    static String withTables(String page) {
        String forTests = HEAD + rows(setting -> setting.setting().forTests());
        return replaced(replaced(page, "settings", operators()), "settings for tests", forTests);
    }

    private static String replaced(String page, String name, String tables) {
        String begin = "<!-- " + name + ": written from io.voxgate.config, do not edit -->\n";
        String end = "<!-- end of " + name + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page must have a line " + begin.strip() + " and after it " + end);
        }
        return page.substring(0, from) + begin + "\n" + tables + "\n" + page.substring(to);
    }

    private static String operators() {
        return KnownSetting.all().stream()
                .filter(setting -> !setting.setting().forTests())
                .map(KnownSetting::section)
                .distinct()
                .map(section -> "### " + section + "\n\n" + HEAD
                        + rows(setting -> setting.section().equals(section)
                                && !setting.setting().forTests()))
                .collect(Collectors.joining("\n"));
    }

    private static String rows(Predicate<KnownSetting> which) {
        return KnownSetting.all().stream()
                .filter(which)
                .map(ConfigurationPage::row)
                .collect(Collectors.joining());
    }

    private static String row(KnownSetting setting) {
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        setting.variable(),
                        setting.allowed(),
                        otherwise(setting),
                        setting.setting().what());
    }

    private static String otherwise(KnownSetting setting) {
        return Optional.of(setting.setting().otherwise())
                .filter(text -> !text.isEmpty())
                .or(() -> setting.defaultValue().map(value -> "`" + value + "`"))
                .orElse("none");
    }
}
