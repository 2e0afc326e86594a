package io.voxgate.contract;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clients that {@code ./voxgate clients} makes, compiled together with the programs of {@code src/test/clients}
 * that use them, in {@code target/client-tours}.
 */
final class GeneratedClients {
    private static final Path MADE = Path.of("target/clients").toAbsolutePath();
    private static final Path PROGRAMS = Path.of("src/test/clients").toAbsolutePath();
    private static final Path HOME = Path.of("target/client-tours").toAbsolutePath();
    private static final Path JAVA = HOME.resolve("java");
    private static final Path TYPESCRIPT = HOME.resolve("typescript");
    private static final int SECONDS = 300;

    private GeneratedClients() {}

    /** @param output of both streams */
    record ProgramResult(int exit, String output) {
        /** The last line that is not empty. */
        String lastLine() {
            return output.lines()
                    .filter(line -> !line.isBlank())
                    .reduce((_, last) -> last)
                    .orElse("");
        }
    }

    static boolean isInstalled(String... programs) {
        return Stream.of(programs)
                .allMatch(program -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
    }

    /** Makes all three anew. */
    static ProgramResult make() {
        return run(
                Path.of("").toAbsolutePath(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                "./voxgate",
                "clients");
    }

    /** Whether each of them is there, by its folder. */
    static List<String> made() {
        try (Stream<Path> folders = Files.list(MADE)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("README.md")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With the libraries of the tests, of which the client needs Jackson and the annotations. */
    static ProgramResult compileJava() {
        try {
            empty(JAVA);
            List<String> arguments = new ArrayList<>(List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    JAVA.resolve("classes").toString(),
                    "-cp",
                    System.getProperty("java.class.path")));
            for (Path folder : List.of(MADE.resolve("java/src/main/java"), PROGRAMS.resolve("java"))) {
                try (Stream<Path> files = Files.walk(folder)) {
                    files.map(Path::toString)
                            .filter(file -> file.endsWith(".java"))
                            .forEach(arguments::add);
                }
            }
            Path list = Files.write(JAVA.resolve("arguments"), arguments);
            return run(JAVA, Map.of(), tool("javac"), "-J-Xmx512m", "@" + list);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param program a class of {@code src/test/clients/java} */
    static ProgramResult runJava(String program, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                tool("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                JAVA.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                program));
        command.addAll(List.of(arguments));
        return run(Path.of("").toAbsolutePath(), environment, command.toArray(String[]::new));
    }

    static ProgramResult compileTypeScript() {
        try {
            empty(TYPESCRIPT);
            copy(PROGRAMS.resolve("typescript"), TYPESCRIPT);
            copy(MADE.resolve("typescript/src"), TYPESCRIPT.resolve("client"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ProgramResult installed = run(
                TYPESCRIPT, Map.of(), "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
        return installed.exit() == 0 ? run(TYPESCRIPT, Map.of(), "node", "node_modules/typescript/bin/tsc") : installed;
    }

    static ProgramResult runTypeScript(Map<String, String> environment) {
        return run(TYPESCRIPT, environment, "node", "out/tour.js");
    }

    static ProgramResult compilePython() {
        return run(
                HOME,
                Map.of(),
                "python3",
                "-m",
                "compileall",
                "-q",
                MADE.resolve("python/voxgate_client").toString());
    }

    /** Whether the libraries are here that the package names. */
    static boolean hasPythonLibraries() {
        return isInstalled("python3")
                && run(HOME, Map.of(), "python3", "-c", "import dateutil, pydantic, typing_extensions, urllib3")
                                .exit()
                        == 0;
    }

    static ProgramResult runPython() {
        return run(
                HOME,
                Map.of("PYTHONDONTWRITEBYTECODE", "1"),
                "python3",
                PROGRAMS.resolve("python/examples.py").toString(),
                MADE.resolve("python").toString());
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** But for what npm has installed there. */
    private static void empty(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("node_modules")))
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static ProgramResult run(Path directory, Map<String, String> environment, String... command) {
        try {
            Files.createDirectories(HOME);
            Path output = Files.createTempFile(HOME, "output-", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("VOXGATE"));
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly().waitFor();
                }
                return new ProgramResult(process.exitValue(), Files.readString(output));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
