package io.voxgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxgate.api.http.ResourceNames;
import io.voxgate.cli.Manifest.Complaint;
import io.voxgate.json.Documents;
import io.voxgate.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file of a folder. Its name is the name of what it describes; the folder around it says of which kind that is
 * ({@code templates}, {@code connections}, {@code webhooks}), or else the member that only one kind has.
 */
record ManifestFile(Path root, Path path) {
    private static final Pattern LINE = Pattern.compile("\\bline ([0-9]+)");

    /** What it describes; empty when that is not known, for a reason that is then among the faults. */
    Optional<Manifest> read(List<Complaint> faults) throws IOException {
        byte[] text = Files.readAllBytes(path);
        boolean yaml = !path.toString().endsWith(".json");
        try {
            JsonNode tree = yaml ? Documents.yaml(text) : Documents.json(text);
            if (tree instanceof ObjectNode body) {
                return declared(body, SourceLines.of(text, yaml), faults);
            }
            faults.add(new Complaint(file() + ":1", "The file must hold an object."));
        } catch (Problem e) {
            Matcher line = LINE.matcher(e.detail());
            faults.add(new Complaint(
                    file() + (line.find() ? ":" + line.group(1) : ""),
                    e.detail().replaceFirst("^(The|A) body", "$1 file")));
        }
        return Optional.empty();
    }

    private Optional<Manifest> declared(ObjectNode body, SourceLines lines, List<Complaint> faults) {
        Optional<ResourceKind> kind = kind(body);
        if (kind.isEmpty()) {
            boolean secret = body.has("fields")
                    || Optional.ofNullable(path.getParent())
                            .filter(folder -> folder.endsWith("credentials"))
                            .isPresent();
            faults.add(new Complaint(
                    file() + ":1",
                    secret
                            ? "Credentials are secrets and never stand in a folder. Store it once: PUT /v1/credentials/"
                                    + name() + "."
                            : "What is it? A template has an agent, a connection has a vendor, a webhook has a url."));
            return Optional.empty();
        }
        Manifest declared = new Manifest(kind.get(), name(), file(), body, lines);
        check(declared, faults);
        return Optional.of(declared);
    }

    private static void check(Manifest declared, List<Complaint> faults) {
        if (!declared.name().matches(ResourceNames.PATTERN)) {
            faults.add(declared.complaint(
                    "",
                    "The file's name, " + declared.name() + ", becomes the name of the "
                            + declared.kind().word() + " and must have " + ResourceNames.RULE));
        }
        if (!declared.body().has(declared.kind().mark())) {
            faults.add(declared.complaint(
                    "",
                    "A " + declared.kind().word() + " needs " + declared.kind().mark() + "."));
        }
        declared.body().fieldNames().forEachRemaining(member -> {
            if (declared.kind() == ResourceKind.CONNECTION && member.equals("credentials")) {
                faults.add(declared.complaint(
                        "/credentials",
                        "Secrets never stand in a folder. Take them away here: what is stored stays as it is, "
                                + "and a new connection gets them once by PUT /v1/connections/" + declared.name()
                                + "."));
            } else if (!declared.kind().members().contains(member)) {
                faults.add(declared.complaint(
                        "/" + member,
                        "There is no such member. Known here: "
                                + String.join(", ", declared.kind().members()) + "."));
            }
        });
    }

    private Optional<ResourceKind> kind(ObjectNode body) {
        for (Path folder = path.getParent(); folder != null && folder.startsWith(root); folder = folder.getParent()) {
            Optional<ResourceKind> kind =
                    Optional.ofNullable(folder.getFileName()).flatMap(name -> ResourceKind.ofFolder(name.toString()));
            if (kind.isPresent()) {
                return kind;
            }
        }
        return ResourceKind.ofContent(body);
    }

    private String name() {
        return path.getFileName().toString().replaceFirst("\\.(yaml|yml|json)$", "");
    }

    private String file() {
        return root.relativize(path).toString();
    }
}
