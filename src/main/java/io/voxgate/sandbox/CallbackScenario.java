package io.voxgate.sandbox;

import java.util.Optional;
import java.util.Set;

/** How a conversation's callbacks travel: as they come, or twice, or each pair in reverse, or not at all. */
public final class CallbackScenario {
    private final Set<Scenario> scenarios;
    private Optional<Runnable> held = Optional.empty();

    public CallbackScenario(Set<Scenario> scenarios) {
        this.scenarios = Set.copyOf(scenarios);
    }

    /** @param post sends one callback */
    public synchronized void deliver(Runnable post) {
        if (scenarios.contains(Scenario.NO_CALLBACKS)) {
            return;
        }
        if (scenarios.contains(Scenario.SHUFFLED) && held.isEmpty()) {
            held = Optional.of(post);
            return;
        }
        send(post);
        flush();
    }

    /** Sends what is still held back: nothing follows. */
    public synchronized void flush() {
        held.ifPresent(this::send);
        held = Optional.empty();
    }

    private void send(Runnable post) {
        post.run();
        if (scenarios.contains(Scenario.DUPLICATES)) {
            post.run();
        }
    }
}
