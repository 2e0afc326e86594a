package io.voxgate.worker;

import io.voxgate.limits.TenantPermits.Free;
import io.voxgate.limits.TenantPermits.PermitHolder;
import io.voxgate.worker.WorkLeases.Lease;
import io.voxgate.worker.WorkLeases.LeaseClaim;
import java.time.Instant;
import java.util.List;

/**
 * The work of a {@link LeasedWorker}: where it comes from and how it is done.
 *
 * @param <W> a piece of work, for example a claimed row
 */
public interface WorkSource<W> {
    /**
     * Takes work that is due, so that no other replica does until the claim ends.
     *
     * @param free how many pieces at most, and who holds permits already
     */
    List<W> claim(LeaseClaim claim, Free free);

    /** Lets leases end later, as far as they are still this process's. */
    void renew(List<Lease<W>> leases, Instant until);

    /** Whose permit a piece of work takes. */
    PermitHolder holder(W work);

    /** Does it. It is interrupted when it takes too long. */
    void work(W work);

    /**
     * Whether other work may wait for the end of this one, beyond the permits: for example for a limit that
     * {@link #claim} keeps.
     */
    boolean othersMayWaitFor(W work);

    /** A claim threw this. Nothing was begun; the next claim comes after a pause. */
    void claimFailed(Throwable cause);

    /** A piece of work threw this. It is due again when its lease ends, and everything beside it goes on. */
    void workFailed(W work, Throwable cause);
}
