package io.voxgate.service;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What the process logs meanwhile. */
final class LogRecords extends Handler {
    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    static LogRecords open() {
        LogRecords opened = new LogRecords();
        Logger.getLogger("").addHandler(opened);
        return opened;
    }

    /** Lines of at least this level, with their level and whether a stack trace stands below. */
    List<String> from(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= level.intValue())
                .map(record -> record.getLevel().getName() + " " + text(record)
                        + (record.getThrown() == null ? "" : " [stack]"))
                .toList();
    }

    private static String text(LogRecord record) {
        return MESSAGE.format(record);
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
