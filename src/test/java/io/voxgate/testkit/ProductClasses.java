package io.voxgate.testkit;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The product's classes as ArchUnit reads them, once for all tests of a process: each reading takes seconds. */
public final class ProductClasses {
    /** What was compiled into the same place as the product, whichever tool compiled it. */
    private static final ImportOption PRODUCT =
            location -> !location.contains("/test-classes/") && !location.contains("/q/test/");

    private ProductClasses() {}

    /** Read when it is asked for the first time. */
    private static final class Read {
        static final JavaClasses ALL =
                new ClassFileImporter().withImportOption(PRODUCT).importPackages("io.voxgate");
    }

    public static JavaClasses all() {
        return Read.ALL;
    }
}
