package io.voxgate.tck;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.voxgate.adapter.VendorAdapter;
import java.util.Comparator;
import java.util.List;

/**
 * Every adapter on the class path, found and not listed, so that a further vendor is judged without an edit here: the
 * public classes named {@code …Adapter} below {@code io.voxgate.adapter}, and the toy.
 */
public final class AllAdapters {
    private static final List<VendorAdapter> ALL = new ClassFileImporter()
            .importPackages("io.voxgate.adapter", "io.voxgate.toy").stream()
                    .filter(AllAdapters::isAdapter)
                    .map(AllAdapters::construct)
                    .sorted(Comparator.comparing(adapter -> adapter.info().id()))
                    .toList();

    private AllAdapters() {}

    /** All of them, by id. */
    public static List<VendorAdapter> all() {
        return ALL;
    }

    public static VendorAdapter named(String id) {
        return ALL.stream()
                .filter(adapter -> adapter.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAdapter(JavaClass type) {
        return type.isAssignableTo(VendorAdapter.class)
                && type.isTopLevelClass()
                && type.getSimpleName().endsWith("Adapter")
                && !type.isInterface()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static VendorAdapter construct(JavaClass type) {
        try {
            return (VendorAdapter) type.reflect().getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a public constructor without parameters", e);
        }
    }
}
