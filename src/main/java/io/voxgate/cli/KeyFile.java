package io.voxgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A key that is kept beside the data, so that the next start prints the same one. Readable by its owner only. */
record KeyFile(Path path) {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Empty when nothing is kept yet. */
    Optional<String> read() throws IOException {
        return Files.exists(path)
                ? Optional.of(Files.readString(path).strip()).filter(key -> !key.isEmpty())
                : Optional.empty();
    }

    /** Whole or not at all, and never readable by others, not even for a moment. */
    void write(String key) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(
                path.toAbsolutePath().getParent(), path.getFileName().toString(), ".new", OWNER_ONLY);
        Files.writeString(fresh, key + "\n");
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
