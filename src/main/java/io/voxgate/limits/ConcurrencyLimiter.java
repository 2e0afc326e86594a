package io.voxgate.limits;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * So much work at once and not more: in all, and for each owner (a tenant, mostly). Who finds no room waits, but not
 * long. Owners get their turns one after the other, however many each of them has waiting; within an owner the first
 * comes first.
 */
public final class ConcurrencyLimiter {
    private final int total;
    private final int perOwner;
    private final int waitingPerOwner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Owner> owners = new HashMap<>();

    /** Owners with somebody waiting and room in their own share, in the order of their turns. */
    private final Deque<Owner> ready = new ArrayDeque<>();

    private int inUse;

    /** @param waitingPerOwner how many of an owner may wait; who comes beyond that is refused at once */
    public ConcurrencyLimiter(int total, int perOwner, int waitingPerOwner) {
        if (total < 1 || perOwner < 1 || waitingPerOwner < 0) {
            throw new IllegalArgumentException("At least one permit in all and for each owner");
        }
        this.total = total;
        this.perOwner = perOwner;
        this.waitingPerOwner = waitingPerOwner;
    }

    private static final class Owner {
        private final String name;
        private final Deque<Waiter> waiting = new ArrayDeque<>();
        private int inUse;
        private boolean queued;

        Owner(String name) {
            this.name = name;
        }
    }

    private static final class Waiter {
        private final Condition turn;
        private boolean granted;

        Waiter(Condition turn) {
            this.turn = turn;
        }
    }

    /** Leave to work, until it is closed; closing it again does nothing. */
    public final class Permit implements AutoCloseable {
        private final Owner owner;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Permit(Owner owner) {
            this.owner = owner;
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                release(owner);
            }
        }
    }

    /** A permit for this owner; empty when there was none within this time, or when too many wait already. */
    public Optional<Permit> acquire(String name, Duration most) {
        lock.lock();
        try {
            Owner owner = owners.computeIfAbsent(name, Owner::new);
            if (inUse < total && owner.inUse < perOwner) {
                grant(owner);
                return Optional.of(new Permit(owner));
            }
            boolean granted = owner.waiting.size() < waitingPerOwner && await(owner, most.toNanos());
            forgetIdle(owner);
            return granted ? Optional.of(new Permit(owner)) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Owner owner, long most) {
        Waiter waiter = new Waiter(lock.newCondition());
        owner.waiting.add(waiter);
        queue(owner);
        try {
            long left = most;
            while (!waiter.granted && left > 0) {
                left = waiter.turn.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        owner.waiting.remove(waiter);
        return waiter.granted;
    }

    private void release(Owner owner) {
        lock.lock();
        try {
            owner.inUse--;
            inUse--;
            queue(owner);
            while (inUse < total && !ready.isEmpty()) {
                next(ready.remove());
            }
            forgetIdle(owner);
        } finally {
            lock.unlock();
        }
    }

    private void next(Owner owner) {
        owner.queued = false;
        Waiter first = owner.waiting.poll();
        if (first != null) {
            grant(owner);
            first.granted = true;
            first.turn.signal();
            queue(owner);
        }
    }

    private void grant(Owner owner) {
        owner.inUse++;
        inUse++;
    }

    private void queue(Owner owner) {
        if (!owner.queued && !owner.waiting.isEmpty() && owner.inUse < perOwner) {
            owner.queued = true;
            ready.add(owner);
        }
    }

    private void forgetIdle(Owner owner) {
        if (owner.inUse == 0 && owner.waiting.isEmpty()) {
            owners.remove(owner.name, owner);
        }
    }

    /** How much is being worked on. */
    public int inUse() {
        lock.lock();
        try {
            return inUse;
        } finally {
            lock.unlock();
        }
    }

    /** How much of it is this owner's. */
    public int inUse(String name) {
        lock.lock();
        try {
            return Optional.ofNullable(owners.get(name))
                    .map(owner -> owner.inUse)
                    .orElse(0);
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    public int waiting() {
        lock.lock();
        try {
            return owners.values().stream()
                    .mapToInt(owner -> owner.waiting.size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** How many owners it knows of: those that work or wait. */
    int known() {
        lock.lock();
        try {
            return owners.size();
        } finally {
            lock.unlock();
        }
    }
}
