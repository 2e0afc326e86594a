package io.voxgate.attack;

import java.time.Duration;

/** Pacing: an attack is a matter of time, and so is what a victim does beside it. */
final class Pauses {
    private Pauses() {}

    static void of(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
