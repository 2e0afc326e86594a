package io.voxgate.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The JDK's AOT cache: made by a process that started a session, used by the next, passed over where it does not fit.
 */
@ExtendWith(SharedFleet.class)
class AotCacheIT {
    /**
     * What JEP 514 promises of it: loaded and linked classes. Those that the JDK generates while it runs are none of
     * them.
     */
    private static final double MOST = 0.9;

    @TempDir
    private Path directory;

    @Test
    void theClassesOfAStartComeFromTheCache(Fleet fleet) throws IOException {
        Path cache = directory.resolve("voxgate.aot");
        Path classes = directory.resolve("classes.log");
        try (Replica training = fleet.separate("aot-training", flags("-XX:AOTCacheOutput=" + cache))) {
            startASession(training);
            training.stop();
        }

        // With AOTMode=on a process whose cache does not fit ends at once.
        try (Replica replica = fleet.separate(
                "aot", flags("-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-Xlog:class+load:file=" + classes))) {
            startASession(replica);
        }

        long loaded = own(classes).count();
        long fromCache = own(classes)
                .filter(line -> line.contains("shared objects file"))
                .count();
        System.out.printf(
                "AOT cache of %d MiB: %d of %d of our classes came from it%n",
                Files.size(cache) >> 20, fromCache, loaded);
        assertThat(fromCache).isGreaterThan((long) (MOST * loaded));
    }

    @Test
    void aCacheThatDoesNotFitIsPassedOver(Fleet fleet) throws IOException {
        Path cache = Files.writeString(directory.resolve("other.aot"), "of another Java");

        try (Replica replica = fleet.separate("aot-unfit", flags("-XX:AOTCache=" + cache))) {
            startASession(replica);
        }
    }

    private static List<String> flags(String... more) {
        List<String> flags = new ArrayList<>(Replica.SMALL);
        flags.addAll(List.of(more));
        return flags;
    }

    private static Stream<String> own(Path classes) throws IOException {
        return Files.readAllLines(classes).stream()
                .filter(line -> line.contains(" io.voxgate.") && line.contains(" source: ") && !line.contains("/0x"));
    }

    private static void startASession(Replica replica) {
        FleetTenant tenant = FleetTenant.create(replica);
        tenant.connect(replica, "sandbox", "AKIDoneOneOne").then().statusCode(201);
        tenant.publish(replica, "Hello, how can I help you?").then().statusCode(201);
        assertThat(Web.start(replica, tenant.key(), UUID.randomUUID().toString(), FleetTenant.start("room-1"))
                        .status())
                .isEqualTo(201);
    }
}
