package io.voxgate.inbound;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/** How many files, sockets among them, this process may have open. */
final class OpenFiles {
    /** What else needs one: libraries, connections to the database, to vendors and to webhooks. */
    static final int OTHERS = 1024;

    private static final int LEAST = 64;

    private OpenFiles() {}

    static OptionalLong most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    /** As many connections as wanted, or as there are files for. */
    static int connections(int wanted, OptionalLong files) {
        long room = files.orElse(Long.MAX_VALUE) - OTHERS;
        return (int) Math.max(LEAST, Math.min(wanted, room));
    }
}
