package io.voxgate.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process and its children have used, as the kernel counts it in {@code /proc}. A process that is gone has used
 * nothing more.
 */
public final class ProcessMeter {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;

    /** Positions in {@code /proc/PID/stat} after the name in brackets: proc_pid_stat(5). */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final long pid;

    public ProcessMeter(long pid) {
        this.pid = pid;
    }

    boolean alive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Processor seconds since it began, with those of its children, also of those that have ended. */
    public double cpuSeconds() {
        double children = children().stream()
                .mapToDouble(child -> ticks(child, USER, SYSTEM))
                .sum();
        return (ticks(pid, USER, SYSTEM, CHILDREN_USER, CHILDREN_SYSTEM) + children) / TICKS_PER_SECOND;
    }

    /** The memory that the process itself has in use; 0 when it is gone. */
    public long residentBytes() {
        return status(pid, "VmRSS");
    }

    /** The most that it ever had in use since {@link #forgetPeak}. */
    public long peakBytes() {
        return status(pid, "VmHWM");
    }

    /** What it and its children have for themselves, without files and what they share. */
    long ownBytes() {
        return Stream.concat(Stream.of(pid), children().stream())
                .mapToLong(process -> status(process, "RssAnon"))
                .sum();
    }

    /** Begins a new peak. */
    void forgetPeak() {
        try {
            Files.writeString(PROC.resolve(pid + "/clear_refs"), "5");
        } catch (IOException e) {
            // Gone: then there is no peak to forget.
        }
    }

    private List<Long> children() {
        return ProcessHandle.of(pid)
                .map(process -> process.descendants().map(ProcessHandle::pid).toList())
                .orElse(List.of());
    }

    private static double ticks(long process, int... fields) {
        return read(PROC.resolve(process + "/stat"))
                .map(line -> {
                    String[] parts = line.substring(line.lastIndexOf(')') + 2).split(" ");
                    double sum = 0;
                    for (int field : fields) {
                        sum += Double.parseDouble(parts[field]);
                    }
                    return sum;
                })
                .orElse(0.0);
    }

    private static long status(long process, String field) {
        return read(PROC.resolve(process + "/status")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
