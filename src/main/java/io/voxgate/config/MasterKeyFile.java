package io.voxgate.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The key that encrypts secrets on one machine: made once, kept beside the data, readable by its owner only. */
public final class MasterKeyFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private MasterKeyFile() {}

    /**
     * Makes the file, with a new key, when there is none.
     *
     * @throws Settings.Invalid when it holds something else
     */
    public static Path ensure(Path file) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier start: it is read like a new one.
        }
        new MasterKeys(List.of(), Optional.of(file), false).read();
        return file;
    }
}
