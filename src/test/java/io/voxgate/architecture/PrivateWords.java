package io.voxgate.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words that this code once had of its own, and for which the field has a term: docs/glossary.md, "Old words". */
final class PrivateWords {
    /** Each with what to say instead. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("told", "reported, recorded, sent"),
            Map.entry("tell", "report, notify, append"),
            Map.entry("tells", "reports"),
            Map.entry("telling", "reporting"),
            Map.entry("untold", "missing"),
            Map.entry("nobody", "unknown, none; who it is"),
            Map.entry("whoever", "who it is"),
            Map.entry("seal", "encrypt"),
            Map.entry("sealed", "encrypted"),
            Map.entry("sealer", "master key"),
            Map.entry("vault", "cipher"),
            Map.entry("look", "look up, read, check"),
            Map.entry("looks", "look-ups"),
            Map.entry("looked", "looked up"),
            Map.entry("looker", "look-up runner"),
            Map.entry("sight", "result of a look-up"),
            Map.entry("patience", "timeout"),
            Map.entry("learn", "put, adopt"),
            Map.entry("breath", "delay"),
            Map.entry("tend", "check, run"),
            Map.entry("tended", "checked"),
            Map.entry("wish", "request, retryAfter"),
            Map.entry("wished", "requested"),
            Map.entry("hear", "receive"),
            Map.entry("heard", "received"),
            Map.entry("news", "changes, callbacks"),
            Map.entry("sick", "failing"),
            Map.entry("hopeless", "disabled"),
            Map.entry("courier", "HTTP client"),
            Map.entry("postman", "sender"),
            Map.entry("bell", "wake-up"),
            Map.entry("turnstile", "limiter"),
            Map.entry("door", "authenticator, filter"),
            Map.entry("doors", "authenticators, filters"),
            Map.entry("shelf", "store"),
            Map.entry("plot", "scenario"),
            Map.entry("plots", "scenarios"),
            Map.entry("beat", "event, heartbeat"),
            Map.entry("flaw", "violation"),
            Map.entry("face", "summary"),
            Map.entry("faces", "summaries"),
            Map.entry("furniture", "fixtures"),
            Map.entry("chronicle", "appender"),
            Map.entry("journal", "repository"),
            Map.entry("rehearsal", "validateOnly"),
            Map.entry("bulletin", "streamed event"),
            Map.entry("outlet", "sink"),
            Map.entry("rivals", "other starts"),
            Map.entry("twin", "duplicate"),
            Map.entry("parked", "unmatched"),
            Map.entry("afterword", "post-call step"));

    /** Names that others see, and that are words of the API or of its limits. */
    private static final Set<String> WORDS_OF_THE_CONTRACT = Set.of(
            "HEARD",
            "nobodyPresentMs",
            "ifNobodySpoke",
            "NOBODY",
            "parked",
            "PARKED_BYTES",
            "PARKED_BYTES_PER_TENANT",
            "PARKED_CALLBACKS_PER_TENANT");

    private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");

    private PrivateWords() {}

    /** The types, methods and fields that have such a word in their name, each with what to say instead. */
    static List<String> in(JavaClasses types) {
        TreeSet<String> found = new TreeSet<>();
        for (JavaClass type : types) {
            if (type.isAnonymousClass()) {
                continue;
            }
            Stream.concat(
                            Stream.of(type.getSimpleName()),
                            type.getMembers().stream().map(JavaMember::getName))
                    .filter(name -> !name.contains("$") && !WORDS_OF_THE_CONTRACT.contains(name))
                    .forEach(name -> words(name)
                            .filter(INSTEAD::containsKey)
                            .forEach(word -> found.add(
                                    type.getName() + ": " + name + "; say " + INSTEAD.get(word) + ", not " + word)));
        }
        return List.copyOf(found);
    }

    /** The words of a name, in lower case; "look up" is one, and the field's. */
    private static Stream<String> words(String name) {
        return WORD.matcher(name.replaceAll("(?i)look_?up", "Lookup"))
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT));
    }
}
