package io.voxgate.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for on the command line, completed from the environment.
 *
 * @param folder exists
 * @param shown the folder as it was written
 */
record ApplyOptions(Path folder, String shown, URI url, String key, boolean dryRun) {
    static final String USAGE = """
            ./voxgate apply DIR [--dry-run] [--url URL] [--key KEY]
              Puts a folder of YAML or JSON files to a running gateway: first the plan, then the changes. The gateway
              is asked beforehand: when it would refuse one file, nothing is changed. Run again, it finds nothing to change.

              DIR        one file each: its name is the name, its content the body of the PUT. Files below templates/, connections/ and
                         webhooks/ are of that kind; elsewhere a file with an agent is a template, with a vendor a connection, with a url a webhook.
                         Secrets have no place here: connections keep the ones that are stored. What is not in the folder stays as it is.
              --dry-run  stop after the plan
              --url      the gateway; else VOXGATE_URL, else http://localhost:8080/ (VOXGATE_PORT)
              --key      a key of an admin (templates alone: of an editor); else VOXGATE_KEY, else the demo tenant's of a gateway on this machine

              Exit codes: 0 all is as the folder says (or could be), 1 something was refused, 2 the command line is invalid.
            """;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    static ApplyOptions parse(Map<String, String> environment, String... arguments) throws IOException {
        OptionWords words = OptionWords.of(arguments);
        URI url = DemoOptions.url(words.url().or(() -> setting(environment, "VOXGATE_URL"))
                .orElseGet(() -> "http://localhost:" + setting(environment, "VOXGATE_PORT").orElse("8080")));
        Optional<String> key = words.key().or(() -> setting(environment, "VOXGATE_KEY"));
        if (key.isEmpty() && THIS_MACHINE.contains(url.getHost())) {
            key = new KeyFile(setting(environment, "VOXGATE_DATA_DIR").map(Path::of).orElseGet(DataDirectory::usual).resolve("demo.key")).read();
        }
        Path folder = folder(words.folder(), setting(environment, "VOXGATE_CALLER_DIR"));
        return new ApplyOptions(folder, words.folder(), url, key.orElseThrow(() -> new DemoOptions.Wrong("Which tenant? Give a key with --key or VOXGATE_KEY.")), words.dryRun());
    }

    private record OptionWords(String folder, Optional<String> url, Optional<String> key, boolean dryRun) {
        static OptionWords of(String... arguments) {
            OptionWords words = new OptionWords("", Optional.empty(), Optional.empty(), false);
            Deque<String> left = new ArrayDeque<>(List.of(arguments));
            while (!left.isEmpty()) {
                words = words.with(left.poll(), left);
            }
            if (words.folder.isEmpty()) {
                throw new DemoOptions.Wrong("Which folder? ./voxgate apply DIR");
            }
            return words;
        }

        private OptionWords with(String word, Deque<String> left) {
            return switch (word) {
                case "--url" -> new OptionWords(folder, Optional.of(DemoOptions.value(word, left)), key, dryRun);
                case "--key" -> new OptionWords(folder, url, Optional.of(DemoOptions.value(word, left)), dryRun);
                case "--dry-run" -> new OptionWords(folder, url, key, true);
                case String option when option.startsWith("-") -> throw new DemoOptions.Wrong("apply does not know \"" + option + "\".");
                case String other when !folder.isEmpty() -> throw new DemoOptions.Wrong("One folder at a time, not " + folder + " and " + other + ".");
                default -> new OptionWords(word, url, key, dryRun);
            };
        }
    }

    private static Optional<String> setting(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Path folder(String text, Optional<String> callerDir) {
        try {
            Path folder = callerDir.map(Path::of).orElse(Path.of("")).resolve(text);
            if (Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException e) {
            throw new DemoOptions.Wrong(text + " is no path.");
        }
        throw new DemoOptions.Wrong("There is no folder " + text + ".");
    }
}
