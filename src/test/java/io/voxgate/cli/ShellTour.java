package io.voxgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs blocks of commands in one bash, as a reader does who copies them one after the other. The tour fails where a
 * command fails, where an answer's status is above 399, and where a variable is used that nothing has set.
 */
final class ShellTour {
    private static final Duration MOST = Duration.ofMinutes(2);

    /**
     * A reader sees a refusal, and a command to a session that has just begun is then given again. A stream has no end:
     * it is read for two seconds, after which curl says 28.
     */
    private static final String CURL = """
            #!/bin/bash
            PATH=${PATH#*:}
            options=(--fail-with-body --max-time 30) tries=1 ended=0 url=
            for argument in "$@"; do
              case $argument in
                -N) options=(--fail-with-body --max-time 2) ended=28 ;;
                */v1/sessions/ses_*) url=$argument tries=40 ;;
                http*) url=$argument ;;
              esac
            done
            [ $ended = 0 ] || tries=1
            if [ $tries = 1 ]; then
              curl "${options[@]}" "$@"
              code=$?
            else
              for ((i = 1; i <= tries; i++)); do
                answer=$(curl "${options[@]}" "$@")
                code=$?
                [ $code = 22 ] || break
                sleep 0.25
              done
              printf '%s' "$answer"
            fi
            [ $code != $ended ] || code=0
            [ $code = 0 ] || echo "curl says $code for $url" >> "$TOUR_FAILURES"
            exit $code
            """;

    private final Path directory;
    private final Map<String, String> places;

    /**
     * @param directory an empty one, in which the commands run
     * @param places what stands in the pages for what a reader has of his own, and what it is here
     */
    ShellTour(Path directory, Map<String, String> places) {
        this.directory = directory;
        this.places = places;
    }

    /** @param failures empty: everything went well */
    record TourResult(int exit, String failures, String output) {}

    /** Makes a folder of the project visible under its own name. */
    void link(Path folder) {
        try {
            Files.createSymbolicLink(directory.resolve(folder.getFileName()), folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String script(List<CodeBlock> blocks) {
        StringBuilder script = new StringBuilder("set -euo pipefail\nshopt -s expand_aliases\n");
        blocks.forEach(block -> script.append("echo '== ")
                .append(block.place())
                .append("'\n")
                .append(filled(block.text()))
                .append('\n'));
        return script.toString();
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace(place.getKey(), place.getValue());
        }
        return filled;
    }

    TourResult run(List<CodeBlock> blocks) throws IOException, InterruptedException {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Path curl = Files.writeString(programs.resolve("curl"), CURL);
        Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
        Path script = Files.writeString(directory.resolve("tour.sh"), script(blocks));
        Path output = directory.resolve("output.txt");
        Path failures = Files.createFile(directory.resolve("failures.txt"));
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        bash.environment().keySet().removeIf(name -> name.startsWith("VOXGATE"));
        bash.environment().merge("PATH", programs.toString(), (before, first) -> first + ":" + before);
        bash.environment().put("TOUR_FAILURES", failures.toString());
        Process process = bash.start();
        if (!process.waitFor(MOST.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        return new TourResult(process.exitValue(), Files.readString(failures), Files.readString(output));
    }
}
