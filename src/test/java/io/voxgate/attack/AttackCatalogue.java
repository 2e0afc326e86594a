package io.voxgate.attack;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every attack, the gentle ones first; each call makes them anew. */
final class AttackCatalogue {
    private AttackCatalogue() {}

    static List<Attack> all() {
        return Stream.of(
                        DryRunAttacks.all().stream(),
                        ListAttacks.all().stream(),
                        Stream.<Attack>of(
                                new SmuggledRequestAttack(),
                                new WrongKeyAttack(2_000, 1_000),
                                new UnsignedCallbackAttack(),
                                new VendorErrorAttack(),
                                new HalfRequestAttack(3_000, 16_000, Duration.ofSeconds(75)),
                                new SlowReaderAttack(),
                                new SlowStreamAttack(),
                                new NumberCallbackAttack(),
                                new SlowReceiverAttack(),
                                new SlowVendorAttack()))
                .flatMap(attacks -> attacks)
                .toList();
    }

    /** Those that do nothing forbidden, only much of it: what they cost must be their own. */
    static List<Attack> neighbours() {
        return List.of(
                new SlowReceiverAttack(),
                new SlowVendorAttack(),
                new LargeRows("heavy-lists", "lists of large templates without a pause", 20),
                ListAttacks.fewFilters(),
                new SlowStreamAttack(),
                new WrongKeyAttack(2_000, 1_000),
                DryRunAttacks.large());
    }
}
