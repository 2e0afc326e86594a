package io.voxgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.adapter.FieldReport;
import io.voxgate.adapter.ImportResult;
import io.voxgate.adapter.ImportResult.ImportEntry;
import io.voxgate.adapter.ImportResult.ImportOutcome;
import io.voxgate.adapter.Placeholder;
import io.voxgate.adapter.Translation;
import io.voxgate.json.Json;
import io.voxgate.tck.TestAccount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A vendor's request, what an import made of it, and what would be sent for that. */
record RoundTrip(ObjectNode request, ImportResult imported, Translation again) {
    /** Shorter names of fields are words of the language as well. */
    private static final int SHORTEST_NAME = 6;

    static RoundTrip of(String vendor, ObjectNode request) {
        ImportResult imported = Importing.read(vendor, request);
        return new RoundTrip(request, imported, Importing.again(vendor, imported));
    }

    /** What differs and is in neither report, by the dotted path of the field: {@code 1 -> 2}. */
    Map<String, String> unnamed() {
        Map<String, JsonNode> before = before();
        Map<String, JsonNode> after = after();
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        Map<String, String> different = new TreeMap<>();
        paths.stream()
                .filter(path -> !same(before.get(path), after.get(path))
                        && !filledLater(path)
                        && !named(path)
                        && !filledBelow(path, before))
                .forEach(path -> different.put(path, before.get(path) + " -> " + after.get(path)));
        return different;
    }

    Map<String, JsonNode> before() {
        return Json.leaves(opened());
    }

    /** The request with its JSON in strings open. */
    ObjectNode opened() {
        return opened(request.deepCopy());
    }

    private ObjectNode opened(ObjectNode whole) {
        again.call()
                .jsonText()
                .forEach(name -> Json.at(whole, name)
                        .filter(JsonNode::isTextual)
                        .flatMap(text -> Json.parse(text.asText()))
                        .filter(JsonNode::isObject)
                        .ifPresent(tree -> Json.put(whole, name, tree)));
        return whole;
    }

    /** Where the secrets of a credential were, when the import asks for this field of it. */
    List<String> asked(String credential, String field) {
        return imported.credentials().stream()
                .filter(found ->
                        found.name().equals(credential) && found.fields().contains(field))
                .flatMap(found -> found.secretsFound().stream())
                .toList();
    }

    /** What is sent at a place: of a secret its credential and field. */
    Optional<String> filled(String path) {
        return Json.at(again.call().body(), path)
                .flatMap(Placeholder::in)
                .filter(Placeholder.Secret.class::isInstance)
                .map(Placeholder.Secret.class::cast)
                .map(secret -> secret.ref() + "." + secret.field());
    }

    Map<String, JsonNode> after() {
        return Json.leaves(opened(again.call().fill(TestAccount::fill)));
    }

    Optional<ImportEntry> row(String vendorPath) {
        return imported.fields().stream()
                .filter(entry -> entry.vendorPath().equals(vendorPath))
                .findFirst();
    }

    private static boolean same(JsonNode before, JsonNode after) {
        return before != null && after != null && Json.same(before, after);
    }

    /** An empty object in which there is something now: each part of that is looked at by itself. */
    private boolean filledBelow(String path, Map<String, JsonNode> before) {
        JsonNode empty = before.get(path);
        return empty != null
                && empty.isObject()
                && Json.at(again.call().body(), path).filter(JsonNode::isObject).isPresent();
    }

    /** A secret, an app id, a UserSig: there only when the call is signed. */
    private boolean filledLater(String path) {
        return Json.at(again.call().body(), path).flatMap(Placeholder::in).isPresent();
    }

    private boolean named(String path) {
        return imported.fields().stream().anyMatch(entry -> names(entry, path))
                || again.report().defaults().stream()
                        .anyMatch(d -> d.source() == FieldReport.ReportSource.VOXGATE
                                && d.vendorPath().equals(path))
                || notes().anyMatch(note -> mentions(note, path));
    }

    /**
     * An exact field has to come back equal, and so has a converted one of which nothing is noted. One that is kept, or
     * not known, is sent as it came, unless it was put right.
     */
    private static boolean names(ImportEntry entry, String path) {
        boolean taken = entry.outcome() == ImportOutcome.SECRET || entry.outcome() == ImportOutcome.CONNECTION;
        boolean putRight = entry.note() != null
                && (entry.outcome() == ImportOutcome.CONVERTED || entry.note().contains(": read as "));
        boolean may = taken || (putRight && entry.outcome() != ImportOutcome.EXACT);
        String own = entry.vendorPath();
        boolean inside = own.startsWith(path + "[")
                || own.startsWith(path + ".")
                || ((taken || entry.path() != null) && path.startsWith(own + "."));
        return may && (own.equals(path) || inside);
    }

    private Stream<String> notes() {
        return Stream.concat(
                        imported.fields().stream().map(ImportEntry::note),
                        again.report().fields().stream().map(FieldReport.ReportEntry::note))
                .filter(note -> note != null);
    }

    private static boolean mentions(String note, String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return name.length() >= SHORTEST_NAME
                && Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
                        .matcher(note)
                        .find();
    }
}
