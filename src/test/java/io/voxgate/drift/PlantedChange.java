package io.voxgate.drift;

import io.voxgate.drift.FieldType.JsonKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * One random change of a vendor's description, and by which names the watch has to find it.
 *
 * @param unknown as new, gone or different, where Voxgate uses what was changed
 * @param stale as a known difference that is no more, where Voxgate only had its reason not to use it
 */
record PlantedChange(Planting planting, ApiDescription changed, Set<String> unknown, Set<String> stale) {

    enum Planting {
        FIELD_REMOVED,
        FIELD_ADDED,
        FIELD_RENAMED,
        TYPE_CHANGED,
        VALUE_ADDED,
        VALUE_REMOVED,
        OPERATION_ADDED,
        OPERATION_REMOVED
    }

    /** Draws changes of one description. */
    record Planter(ApiDescription ours, ApiDescription vendors, Random random) {

        PlantedChange plant(Planting planting) {
            return switch (planting) {
                case FIELD_REMOVED, FIELD_ADDED, FIELD_RENAMED, TYPE_CHANGED -> field(planting);
                case VALUE_ADDED, VALUE_REMOVED -> value(planting);
                case OPERATION_ADDED -> {
                    String name = pick(vendors.operations().keySet());
                    String added = name + planted();
                    Map<String, OperationDescription> operations = new HashMap<>(vendors.operations());
                    operations.put(added, vendors.operations().get(name));
                    yield new PlantedChange(planting, with(operations), Set.of("new " + added), Set.of());
                }
                case OPERATION_REMOVED -> {
                    String name = pick(vendors.operations().keySet());
                    Map<String, OperationDescription> operations = new HashMap<>(vendors.operations());
                    operations.remove(name);
                    boolean used = ours.operations().containsKey(name);
                    yield used
                            ? new PlantedChange(planting, with(operations), Set.of("gone " + name), Set.of())
                            : new PlantedChange(planting, with(operations), Set.of(), Set.of("new " + name));
                }
            };
        }

        private PlantedChange field(Planting planting) {
            Place place = place((_, _) -> true);
            Map<String, FieldDescription> fields =
                    new TreeMap<>(vendors.operations().get(place.operation()).fields());
            FieldDescription field = fields.get(place.path());
            FieldDescription known =
                    ours.operations().get(place.operation()).fields().get(place.path());
            Set<String> unknown = new TreeSet<>();
            Set<String> stale = new TreeSet<>();
            if (planting == Planting.FIELD_REMOVED || planting == Planting.FIELD_RENAMED) {
                fields.remove(place.path());
                (known == null ? stale : unknown).add((known == null ? "new " : "gone ") + place);
            }
            if (planting == Planting.FIELD_ADDED || planting == Planting.FIELD_RENAMED) {
                String name = planted();
                fields.put(place.path() + name, field);
                unknown.add("new " + place + name);
            }
            if (planting == Planting.TYPE_CHANGED) {
                fields.put(place.path(), field.with(another(field.type().orElseThrow())));
                unknown.add((known == null ? "new " : "different ") + place);
                if (known == null) {
                    stale.add("new " + place);
                }
            }
            return new PlantedChange(planting, with(place, fields), unknown, stale);
        }

        private PlantedChange value(Planting planting) {
            Place place = place((_, field) -> field.values().size() > 1);
            Map<String, FieldDescription> fields =
                    new TreeMap<>(vendors.operations().get(place.operation()).fields());
            FieldDescription field = fields.get(place.path());
            Set<String> values = new TreeSet<>(field.values());
            String value = planting == Planting.VALUE_ADDED ? planted() : pick(values);
            if (planting == Planting.VALUE_ADDED) {
                values.add(value);
            } else {
                values.remove(value);
            }
            fields.put(place.path(), field.with(values));
            FieldDescription known =
                    ours.operations().get(place.operation()).fields().get(place.path());
            String name = place + "=" + value;
            if (planting == Planting.VALUE_REMOVED && !known.values().contains(value)) {
                return new PlantedChange(planting, with(place, fields), Set.of(), Set.of("new " + name));
            }
            String change = planting == Planting.VALUE_ADDED ? "new " : "gone ";
            return new PlantedChange(planting, with(place, fields), Set.of(change + name), Set.of());
        }

        /** A field of an operation that Voxgate uses: of the others only the names are watched. */
        private Place place(BiPredicate<String, FieldDescription> wanted) {
            List<Place> places = new ArrayList<>();
            vendors.operations()
                    .forEach((operation, description) -> description.fields().forEach((path, field) -> {
                        if (ours.operations().containsKey(operation) && wanted.test(path, field)) {
                            places.add(new Place(operation, path));
                        }
                    }));
            return places.get(random.nextInt(places.size()));
        }

        private FieldType another(FieldType type) {
            List<FieldType> others = new ArrayList<>();
            for (JsonKind kind : JsonKind.values()) {
                others.add(new FieldType(kind, false));
                others.add(new FieldType(kind, true));
            }
            others.remove(type);
            return others.get(random.nextInt(others.size()));
        }

        private ApiDescription with(Place place, Map<String, FieldDescription> fields) {
            Map<String, OperationDescription> operations = new HashMap<>(vendors.operations());
            operations.put(place.operation(), OperationDescription.of(fields));
            return with(operations);
        }

        private ApiDescription with(Map<String, OperationDescription> operations) {
            return ApiDescription.of(vendors.vendor(), vendors.kind(), vendors.source(), operations);
        }

        private String planted() {
            return "Planted" + random.nextInt(1000);
        }

        private String pick(Set<String> names) {
            return List.copyOf(new TreeSet<>(names)).get(random.nextInt(names.size()));
        }
    }

    /** A field of a vendor's. */
    record Place(String operation, String path) {
        @Override
        public String toString() {
            return operation + "." + path;
        }
    }
}
