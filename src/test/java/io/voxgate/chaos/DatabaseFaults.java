package io.voxgate.chaos;

import io.voxgate.replicas.Postgres;

/** Ends and pauses PostgreSQL, and spoils the line to it, one fault after the other, and heals each. */
final class DatabaseFaults implements ChaosClock.Work<ProcessFault> {
    private final Postgres postgres;
    private final TcpRelay line;
    private final FaultTally tally;

    DatabaseFaults(Postgres postgres, TcpRelay line, FaultTally tally) {
        this.postgres = postgres;
        this.line = line;
        this.tally = tally;
    }

    @Override
    public void perform(ProcessFault fault) throws InterruptedException {
        switch (fault.kind()) {
            case DATABASE_IMMEDIATE -> outage("QUIT", fault);
            case DATABASE_FAST -> outage("INT", fault);
            case DATABASE_PAUSE -> {
                postgres.pause();
                try {
                    Thread.sleep(fault.time());
                } finally {
                    postgres.resume();
                }
            }
            case LINE_RESET -> line.reset();
            case LINE_SWALLOWS -> line.swallow();
            case LINE_DRIPS -> {
                line.drip();
                Thread.sleep(fault.time());
                line.heal();
            }
            case LINE_HALF_ANSWER -> {
                line.halfAnswers();
                Thread.sleep(fault.time());
                line.heal();
            }
            default -> throw new IllegalArgumentException("No fault of the database: " + fault);
        }
        tally.done(fault);
    }

    private void outage(String signal, ProcessFault fault) throws InterruptedException {
        postgres.end(signal);
        try {
            Thread.sleep(fault.time());
        } finally {
            postgres.begin();
        }
    }
}
