package io.voxgate.cli;

import io.voxgate.cli.Manifest.Complaint;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of configuration as code.
 *
 * @param declared in the order in which it is put
 * @param skipped files that were not looked at, and why
 * @param faults what is invalid; when there is anything, nothing of the folder is put
 */
record ManifestDirectory(List<Manifest> declared, List<String> skipped, List<Complaint> faults) {
    private static final String FILE = ".*\\.(yaml|yml|json)";

    /** Reads every file of it, also in folders below. Symbolic links are not followed. */
    static ManifestDirectory read(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        Files.walkFileTree(root.toRealPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                boolean hidden = !folder.equals(root.toRealPath())
                        && folder.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String why = why(file, attributes);
                if (why.isEmpty()) {
                    files.add(file);
                } else {
                    skipped.add(root.toRealPath().relativize(file) + " (" + why + ")");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return read(root.toRealPath(), files, skipped);
    }

    private static String why(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (attributes.isSymbolicLink()) {
            return "a symbolic link";
        }
        if (name.startsWith(".")) {
            return "hidden";
        }
        return attributes.isRegularFile() && name.matches(FILE) ? "" : "not .yaml, .yml or .json";
    }

    private static ManifestDirectory read(Path root, List<Path> files, List<String> skipped) throws IOException {
        List<Complaint> faults = new ArrayList<>();
        Map<String, Manifest> declared = new LinkedHashMap<>();
        for (Path file : files.stream().sorted().toList()) {
            new ManifestFile(root, file).read(faults).ifPresent(found -> {
                Manifest other = declared.putIfAbsent(found.kind() + " " + found.name(), found);
                if (other != null) {
                    faults.add(found.complaint(
                            "",
                            "The " + found.kind().word() + " " + found.name() + " is in " + other.file()
                                    + " already."));
                }
            });
        }
        List<Manifest> sorted = declared.values().stream()
                .sorted(Comparator.comparing(Manifest::kind).thenComparing(Manifest::name))
                .toList();
        return new ManifestDirectory(sorted, skipped.stream().sorted().toList(), faults);
    }
}
