package io.voxgate.json;

import io.voxgate.model.Channel;
import io.voxgate.model.Fault;
import io.voxgate.model.FaultCollector;
import io.voxgate.model.TreePath;
import io.voxgate.phone.PhoneNumbers;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The constraints that a record breaks. They are checked component by component, so that the check ends when enough is
 * found: the validator keeps all violations of one call in a set in which they have one hash code, and its work grows
 * with the square of their number.
 */
final class ConstraintFaults {
    private static final ClassValue<List<ViolationPath>> PARTS = new ClassValue<>() {
        @Override
        protected List<ViolationPath> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(ViolationPath::of)
                    .toList();
        }
    };

    private final Validator validator;
    private final FaultCollector faults;

    /** @param inside whether records in it (in a list, a map or alone) are checked as well */
    private record ViolationPath(String name, Method accessor, boolean inside) {
        static ViolationPath of(RecordComponent component) {
            AnnotatedType type = component.getAnnotatedType();
            boolean items = type instanceof AnnotatedParameterizedType generic
                    && Arrays.stream(generic.getAnnotatedActualTypeArguments())
                            .anyMatch(item -> item.isAnnotationPresent(Valid.class));
            return new ViolationPath(
                    component.getName(), component.getAccessor(), items || type.isAnnotationPresent(Valid.class));
        }

        Object in(Record value) {
            try {
                return accessor.invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("The component " + accessor + " cannot be read", e);
            }
        }
    }

    /** @param faults what is known to be wrong; what only follows from it is not listed again */
    ConstraintFaults(Validator validator, FaultCollector faults) {
        this.validator = validator;
        this.faults = faults;
    }

    void check(Record value) {
        check(TreePath.ROOT, value);
    }

    private void check(TreePath path, Record value) {
        for (ViolationPath part : PARTS.get(value.getClass())) {
            if (faults.full()) {
                return;
            }
            validator.validateProperty(value, part.name()).stream()
                    .map(violation -> fault(path, violation))
                    .sorted(Comparator.comparing(Fault::pointer).thenComparing(Fault::code))
                    .filter(Predicate.not(this::known))
                    .forEach(faults::add);
            if (part.inside()) {
                inside(path.member(part.name()), part.in(value));
            }
        }
    }

    private void inside(TreePath path, Object value) {
        switch (value) {
            case Record inner -> check(path, inner);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    inside(path.item(i), list.get(i));
                }
            }
            case Map<?, ?> map -> map.forEach((name, inner) -> inside(path.member(name.toString()), inner));
            case null, default -> {}
        }
    }

    private boolean known(Fault later) {
        return faults.list().stream().anyMatch(known -> covers(known, later));
    }

    /** Whether a later fault only follows from a member that was listed and taken away. */
    private static boolean covers(Fault known, Fault later) {
        boolean emptied = later.code().equals("REQUIRED") || later.code().equals("WRONG_SIZE");
        return later.pointer().equals(known.pointer())
                || later.pointer().startsWith(known.pointer() + "/")
                || (emptied && known.pointer().startsWith(later.pointer() + "/"));
    }

    private static Fault fault(TreePath path, ConstraintViolation<?> violation) {
        StringBuilder pointer = new StringBuilder(path.pointer());
        violation.getPropertyPath().forEach(node -> {
            if (node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.getKey() != null) {
                pointer.append('/').append(TreePath.escaped(node.getKey().toString()));
            }
            if (node.getName() != null && !node.getName().startsWith("<")) {
                pointer.append('/').append(TreePath.escaped(node.getName()));
            }
        });
        String constraint = violation
                .getConstraintDescriptor()
                .getAnnotation()
                .annotationType()
                .getSimpleName();
        boolean number = violation.getRootBeanClass() == Channel.Phone.class
                && constraint.equals("Pattern")
                && violation.getInvalidValue() instanceof String;
        return new Fault(
                pointer.toString(),
                code(constraint),
                number
                        ? PhoneNumbers.refusal(violation.getInvalidValue().toString())
                        : sentence(constraint, violation.getMessage()));
    }

    private static String code(String constraint) {
        return switch (constraint) {
            case "NotNull", "NotBlank", "NotEmpty" -> "REQUIRED";
            case "Min", "Max", "DecimalMin", "DecimalMax" -> "OUT_OF_RANGE";
            case "Size" -> "WRONG_SIZE";
            default -> "WRONG_FORM";
        };
    }

    private static String sentence(String constraint, String message) {
        return "NotNull".equals(constraint) ? "It is required." : "It " + message + ".";
    }
}
