package io.voxgate;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The key that encrypts secrets on one machine: made once, kept beside the data, readable by its owner only. */
final class MasterKeyFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private MasterKeyFile() {}

    /**
     * The base64 key in the file, made when there is no file.
     *
     * @throws Settings.Invalid when the file holds something else
     */
    static String readOrCreate(Path file) throws IOException {
        try {
            Files.createFile(file, OWNER_ONLY);
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (FileAlreadyExistsException e) {
            // Made by an earlier start: it is read like a new one.
        }
        String key = Files.readString(file).strip();
        if (!key.matches("[A-Za-z0-9+/]{43}=")) {
            throw new Settings.Invalid("The master key in " + file + " is damaged; without it the stored secrets cannot be read.");
        }
        return key;
    }
}
