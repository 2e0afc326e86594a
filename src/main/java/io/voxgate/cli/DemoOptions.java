package io.voxgate.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was asked for on the command line.
 *
 * @param url a gateway that is already running; empty: start one
 * @param key the operator's key there
 * @param full whether fields that every vendor takes as they are get a row each
 */
record DemoOptions(Optional<URI> url, Optional<String> key, Path template, boolean full) {
    static final String USAGE = """
            ./voxgate demo                 start a gateway of its own, show the demo, end it
            ./voxgate demo --url URL --key OPERATOR_KEY
                                           show it on a gateway that is already running with its sandbox on
              --full                       list every field of the translation report
            """;

    /** Something on the command line that is not understood. */
    static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(String message) {
            super(message, null, false, false);
        }
    }

    static DemoOptions parse(String... arguments) {
        DemoOptions options = new DemoOptions(Optional.empty(), Optional.empty(), Path.of("templates", "customer-service.yaml"), false);
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            options = options.with(left.poll(), left);
        }
        if (options.url.isPresent() != options.key.isPresent()) {
            throw new Wrong("--url and --key belong together.");
        }
        return options;
    }

    private DemoOptions with(String word, Deque<String> left) {
        return switch (word) {
            case "--url" -> new DemoOptions(Optional.of(url(value(word, left))), key, template, full);
            case "--key" -> new DemoOptions(url, Optional.of(value(word, left)), template, full);
            case "--full" -> new DemoOptions(url, key, template, true);
            default -> throw new Wrong("demo does not know \"" + word + "\".");
        };
    }

    static String value(String word, Deque<String> left) {
        return Optional.ofNullable(left.poll()).orElseThrow(() -> new Wrong(word + " needs a value."));
    }

    static URI url(String text) {
        try {
            URI url = URI.create(text.endsWith("/") ? text : text + "/");
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new Wrong("--url is not a URL: " + e.getMessage());
        }
        throw new Wrong("--url needs an http or https URL.");
    }
}
