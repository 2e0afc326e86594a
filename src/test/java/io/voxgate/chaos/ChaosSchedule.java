package io.voxgate.chaos;

import io.voxgate.chaos.ChaosOrder.Asking;
import io.voxgate.chaos.ChaosOrder.CallbackMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * What happens when; the same for the same seed. A long run is judged after a long rest, so that every kind of fault
 * fits into it; a short one leaves out what takes a vendor's three minutes to be certain of.
 *
 * @param orders in the order of their times
 * @param replicaFaults one after the other
 * @param databaseFaults one after the other, beside those
 */
record ChaosSchedule(
        long seed,
        Duration time,
        List<ChaosOrder> orders,
        List<ProcessFault> replicaFaults,
        List<ProcessFault> databaseFaults) {
    private static final Duration QUIET_BEGINNING = Duration.ofSeconds(3);
    private static final int[] CLOCK_SECONDS = {10, -10, 30, -30, 120, -120, 600, -600};
    private static final double SAME_PLACE = 0.1;

    /**
     * @param longForm with faults whose end is seen minutes later
     * @param startsPerSecond on the average
     */
    static ChaosSchedule of(long seed, Duration time, double startsPerSecond, boolean longForm) {
        Random random = new Random(seed);
        return new ChaosSchedule(
                seed,
                time,
                orders(random, time, startsPerSecond, longForm),
                faults(random, time, longForm, true),
                faults(random, time, longForm, false));
    }

    private static List<ChaosOrder> orders(Random random, Duration time, double perSecond, boolean longForm) {
        List<ChaosOrder> orders = new ArrayList<>();
        List<VendorFault> deck = new ArrayList<>();
        long at = 0;
        while (at < time.toMillis()) {
            ChaosVendor vendor = ChaosVendor.values()[random.nextInt(ChaosVendor.values().length)];
            orders.add(order(random, orders, vendor, fault(random, deck, vendor, longForm), Duration.ofMillis(at)));
            at += Math.round(-Math.log(1 - random.nextDouble()) * 1000 / perSecond);
        }
        return orders;
    }

    /** All faults in turn, each round in another order, so that none is rare. */
    private static VendorFault fault(Random random, List<VendorFault> deck, ChaosVendor vendor, boolean longForm) {
        if (deck.isEmpty()) {
            deck.addAll(Arrays.asList(VendorFault.values()));
            // Three times as many where only one vendor of three can have it.
            deck.addAll(List.of(
                    VendorFault.NONE, VendorFault.NONE, VendorFault.ALREADY_EXISTS, VendorFault.ALREADY_EXISTS));
            java.util.Collections.shuffle(deck, random);
        }
        VendorFault drawn = deck.removeLast();
        boolean takesMinutes = vendor == ChaosVendor.CCC
                && !drawn.carriedOut()
                && drawn != VendorFault.THROTTLED
                && drawn != VendorFault.REFUSED;
        return !drawn.fits(vendor) || takesMinutes && !longForm ? VendorFault.NONE : drawn;
    }

    private static ChaosOrder order(
            Random random, List<ChaosOrder> before, ChaosVendor vendor, VendorFault fault, Duration at) {
        int number = before.size();
        String own = vendor == ChaosVendor.CCC ? "+861380%07d".formatted(number) : "room-" + number;
        Optional<ChaosOrder> last = before.reversed().stream()
                .filter(order ->
                        order.vendor() == vendor && order.number() % ChaosTenants.MANY == number % ChaosTenants.MANY)
                .findFirst();
        boolean again = random.nextDouble() < SAME_PLACE
                && (vendor == ChaosVendor.ALIBABA
                        || certain(fault)
                                && last.filter(order -> certain(order.fault())).isPresent());
        String place = again ? last.map(ChaosOrder::place).orElse(own) : own;
        boolean keyed = vendor == ChaosVendor.CCC || random.nextInt(10) < 7;
        Asking asking = new Asking(keyed, keyed && random.nextInt(10) == 0, random.nextInt(12) == 0);
        Duration life = Duration.ofMillis(1500 + random.nextInt(18_000));
        boolean stopped = random.nextBoolean();
        Optional<Duration> stop = stopped ? Optional.of(Duration.ofMillis(random.nextInt(8_000))) : Optional.empty();
        int mode = random.nextInt(20);
        CallbackMode callbacks = mode < 8
                ? CallbackMode.IN_ORDER
                : mode < 11
                        ? CallbackMode.TWICE
                        : mode < 15 ? CallbackMode.SHUFFLED : mode < 18 ? CallbackMode.LATE : CallbackMode.LOST;
        // Who stops never leaves by itself: a stop that is not heard shows as an agent that goes on talking.
        return new ChaosOrder(
                number,
                at,
                vendor,
                place,
                asking,
                fault,
                stopped || random.nextInt(4) == 0 ? Duration.ofDays(1) : life,
                stop,
                callbacks);
    }

    /**
     * The vendor begins at once. Of two calls to one number of which one is never made nobody can say which it is,
     * before ten minutes are over; of two tasks in one room of which one is never begun nobody can, when the other
     * called back only after both starts were sent.
     */
    private static boolean certain(VendorFault fault) {
        return fault.carriedOut() && fault != VendorFault.CARRIED_OUT_LATE;
    }

    private static List<ProcessFault> faults(Random random, Duration time, boolean longForm, boolean ofReplica) {
        List<ProcessFault.Kind> kinds = Arrays.stream(ProcessFault.Kind.values())
                .filter(kind -> kind.ofReplica() == ofReplica)
                .toList();
        List<ProcessFault> faults = new ArrayList<>();
        List<ProcessFault.Kind> deck = new ArrayList<>();
        long at = QUIET_BEGINNING.toMillis() + random.nextInt(3_000);
        while (at < time.toMillis()) {
            if (deck.isEmpty()) {
                deck.addAll(kinds);
                java.util.Collections.shuffle(deck, random);
            }
            ProcessFault.Kind kind = deck.removeLast();
            Duration length = length(random, kind, longForm);
            faults.add(new ProcessFault(kind, Duration.ofMillis(at), random.nextInt(2), length));
            at += 6_000 + random.nextInt(8_000) + (kind == ProcessFault.Kind.CLOCK ? 0 : length.toMillis());
        }
        return faults;
    }

    private static Duration length(Random random, ProcessFault.Kind kind, boolean longForm) {
        return switch (kind) {
            case PAUSE -> Duration.ofMillis(longForm ? 5_000 + random.nextInt(35_000) : 16_000 + random.nextInt(3_000));
            case CLOCK -> Duration.ofSeconds(CLOCK_SECONDS[random.nextInt(CLOCK_SECONDS.length)]);
            case DATABASE_PAUSE -> Duration.ofMillis(1_000 + random.nextInt(longForm ? 14_000 : 6_000));
            case DATABASE_IMMEDIATE, DATABASE_FAST -> Duration.ofMillis(500 + random.nextInt(2_000));
            case LINE_DRIPS -> Duration.ofMillis(2_000 + random.nextInt(4_000));
            case LINE_HALF_ANSWER -> Duration.ofMillis(500);
            case KILL, TERMINATE, LINE_RESET, LINE_SWALLOWS -> Duration.ofMillis(500 + random.nextInt(1_500));
        };
    }

    /** The order that a text of the vendor's names; empty when it names none. */
    Optional<ChaosOrder> named(String marker) {
        return Optional.of(marker)
                .filter(text -> text.matches("order-[0-9]{1,9}"))
                .map(text -> Integer.parseInt(text.substring(6)))
                .filter(number -> number < orders.size())
                .map(orders::get);
    }
}
