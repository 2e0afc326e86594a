package io.voxgate.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Another wall clock than the machine's for one process, by Debian's package {@code libfaketime}. Its monotonic time
 * stays the machine's.
 */
public final class ShiftedClock {
    private ShiftedClock() {}

    /** Whether the library is installed. */
    public static boolean isAvailable() {
        return library().isPresent();
    }

    /** The environment of a process whose clock is ahead by so much; negative: behind. */
    public static Map<String, String> environment(Duration ahead) {
        return Map.of(
                "LD_PRELOAD",
                library()
                        .orElseThrow(() -> new IllegalStateException("Install the package libfaketime."))
                        .toString(),
                "FAKETIME",
                "%+ds".formatted(ahead.toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Otherwise Object.wait with a time returns at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Optional<Path> library() {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path machine : machines) {
                Path library = machine.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return Optional.of(library);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
