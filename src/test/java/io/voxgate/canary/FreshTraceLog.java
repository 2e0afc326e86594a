package io.voxgate.canary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** A run that logs everything begins with an empty trail. */
public final class FreshTraceLog implements LauncherSessionListener {
    private static final String DONE = "tests.trace.begun";

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        boolean logs = System.getProperty("quarkus.log.file.path", "").startsWith(TraceLog.OWN.toString());
        if (logs && System.setProperty(DONE, "begun") == null && Files.exists(TraceLog.OWN)) {
            try (Stream<Path> files = Files.walk(TraceLog.OWN)) {
                List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
