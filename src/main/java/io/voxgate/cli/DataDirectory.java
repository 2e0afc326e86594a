package io.voxgate.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where {@code start} keeps its data and keys unless an option says otherwise. */
public final class DataDirectory {
    /** The argument of a service that the demo started: it has a database of its own, which is thrown away. */
    public static final String DEMO = "demo";

    private DataDirectory() {}

    /** {@code target/} in a clone, else below the user's home. */
    public static Path usual() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("pom.xml"))
                ? here.resolve("target/voxgate-data")
                : Path.of(System.getProperty("user.home"), ".voxgate");
    }
}
