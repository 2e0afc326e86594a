package io.voxgate.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFolderTest {
    private static final byte[] TEXT = "name: x\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private static Map<String, byte[]> read(Path place) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {place.toUri().toURL()}, null)) {
            return ClassPathFolder.files(loader, "starters");
        }
    }

    @Test
    void filesOfAFolderAreRead() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("starters/more"));
        Files.write(folder.resolve("starters/b.yaml"), TEXT);
        Files.write(folder.resolve("starters/a.yaml"), TEXT);
        Files.write(folder.resolve("starters/more/c.yaml"), TEXT);

        // When
        Map<String, byte[]> found = read(folder);

        // Then
        assertThat(found.keySet()).containsExactly("a.yaml", "b.yaml");
        assertThat(found.get("a.yaml")).isEqualTo(TEXT);
    }

    @Test
    void filesOfAFolderInAJarAreReadAndAgain() throws IOException {
        // Given: a path that has to be escaped in a URI
        Path jar = folder.resolve("a jar.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : List.of("starters/", "starters/b.yaml", "starters/a.yaml", "others/", "others/c.yaml")) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(name.endsWith("/") ? new byte[0] : TEXT);
                entries.closeEntry();
            }
        }

        // When
        Map<String, byte[]> found = read(jar);
        Map<String, byte[]> again = read(jar);

        // Then
        assertThat(found.keySet()).containsExactly("a.yaml", "b.yaml").isEqualTo(again.keySet());
        assertThat(found.get("b.yaml")).isEqualTo(TEXT);
    }

    @Test
    void whereThereIsNoSuchFolderThereAreNoFiles() throws IOException {
        assertThat(read(folder)).isEmpty();
    }
}
