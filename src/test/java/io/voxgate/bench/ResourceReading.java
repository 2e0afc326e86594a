package io.voxgate.bench;

/**
 * What was used so far, or between two readings.
 *
 * @param serviceCpu processor seconds of the service
 * @param databaseCpu those of PostgreSQL, with all its processes
 * @param allocatedBytes of the service's heap
 * @param statements that the service sent, without those that begin and end transactions
 * @param commits of transactions that wrote: of those that only read nothing has to reach the disk
 * @param walBytes that PostgreSQL wrote to its log
 */
record ResourceReading(
        double serviceCpu,
        double databaseCpu,
        double allocatedBytes,
        double statements,
        double commits,
        double walBytes) {

    ResourceReading since(ResourceReading before) {
        return new ResourceReading(
                serviceCpu - before.serviceCpu,
                databaseCpu - before.databaseCpu,
                allocatedBytes - before.allocatedBytes,
                statements - before.statements,
                commits - before.commits,
                walBytes - before.walBytes);
    }

    /** Microseconds of the service for one of so many operations. */
    double serviceMicros(long operations) {
        return serviceCpu * 1e6 / operations;
    }

    double databaseMicros(long operations) {
        return databaseCpu * 1e6 / operations;
    }
}
