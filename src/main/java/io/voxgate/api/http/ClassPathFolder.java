package io.voxgate.api.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A folder that is packed with the service: on disk while it is built and tested, in a jar file afterwards. */
public final class ClassPathFolder {
    private ClassPathFolder() {}

    /** The files in it, by their names. Folders in it are left out. */
    public static Map<String, byte[]> files(ClassLoader loader, String folder) {
        Map<String, byte[]> found = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(folder))) {
                read(url.toURI(), found);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("The class loader names " + folder + " by what is not a URI", e);
        }
        return found;
    }

    /** @param folder {@code file:/…/folder} or {@code jar:file:/….jar!/folder} */
    private static void read(URI folder, Map<String, byte[]> found) throws IOException {
        if (!folder.getScheme().equals("jar")) {
            read(Path.of(folder), found);
            return;
        }
        String[] jarAndEntry = folder.getRawSchemeSpecificPart().split("!", 2);
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(URI.create(jarAndEntry[0])))) {
            read(jar.getPath(jarAndEntry[1]), found);
        }
    }

    private static void read(Path folder, Map<String, byte[]> found) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path file : files) {
                found.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }
}
