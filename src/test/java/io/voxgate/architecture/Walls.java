package io.voxgate.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The walls between packages, for any root, so that a small broken tree can show that each of them holds something
 * back.
 */
final class Walls {
    /** What Vert.x's package of HTTP has for the side that is asked. */
    private static final String SERVER_SIDE =
            "io\\.vertx\\.core\\.http\\.(HttpServer\\w+|HttpHeaders|HttpMethod|HttpConnection|Cookie)";

    private static final Set<String> NOW = Set.of(
            "now",
            "currentTimeMillis",
            "nanoTime",
            "systemUTC",
            "systemDefaultZone",
            "randomUUID",
            "random",
            "current");

    /** Packages of the frameworks that are not for those who use them, and may be changed in any version. */
    private static final Pattern INTERNAL = Pattern.compile(String.join(
            "|",
            "(io\\.(vertx|netty|quarkus|smallrye|agroal|micrometer)|org\\.(jboss|hibernate|flywaydb|"
                    + "postgresql)|com\\.(fasterxml|github|google))\\..*\\b(impl|internal|deployment)\\..*",
            "org\\.jboss\\.resteasy\\.reactive\\.(common|server\\.(core|handlers|injection|jaxrs|mapping|model|providers|util|vertx))\\..*",
            "io\\.quarkus\\.(?!runtime\\.)(\\w+\\.)+runtime\\..*",
            "io\\.quarkus\\.runtime\\.(?!annotations\\.)[a-z]\\w*\\..*",
            "io\\.smallrye\\.\\w+\\.runtime\\..*",
            "(sun|jdk\\.internal)\\..*"));

    /**
     * What is used all the same, and why. (Constants that the compiler copies, as the contract's name, cannot be seen
     * here.)
     */
    private static final Map<String, String> USED_ALL_THE_SAME = Map.of(
            "io.quarkus.vertx.http.runtime.filters.Filters",
                    "Quarkus' guide on HTTP tells to register filters with it; it has no other place",
            "io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService",
                    "nothing public gives the contract that the build made to the process itself",
            "io.quarkus.oidc.runtime.builders.TokenConfigBuilder",
                    "what the public OidcTenantConfigBuilder.token() returns",
            "io.quarkus.runtime.configuration.DurationConverter",
                    "a time in a setting is checked by what Quarkus reads it with afterwards",
            "io.smallrye.openapi.runtime.io.Format", "the forms of the contract in OpenApiDocumentService");

    /** What the engine hands to whoever reads a row; all else of SQL stays in it. */
    private static final String ROW_OF_SQL = "java\\.sql\\.(Array|ResultSet|SQLException)";

    /** A feature's tables and rows by their names, so that a statement is found without a search. */
    private static final String READS_ROWS =
            ".*\\.(\\w+(Table|Row|Queries|RateLimitStore)|ClaimedDelivery|ReceiverHealth|TenantQuotas)(\\$.*)?";

    private final String root;

    Walls(String root) {
        this.root = root;
    }

    /** Every wall by its name. {@code families}: the packages below adapter that belong to one vendor family each. */
    Map<String, ArchRule> all(List<String> families) {
        Map<String, ArchRule> walls = new LinkedHashMap<>();
        walls.put(
                "model knows nothing else",
                classes()
                        .that()
                        .resideInAPackage(in("model"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                in("model"),
                                in("limits"),
                                "java..",
                                "jakarta.validation..",
                                "org.jspecify..",
                                "org.eclipse.microprofile.openapi..",
                                "com.fasterxml.jackson.annotation..")));
        walls.put(
                "limits know nothing else",
                classes()
                        .that()
                        .resideInAPackage(in("limits"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(in("limits"), "java..", "org.jspecify..")));
        walls.put(
                "config knows no feature",
                classes()
                        .that()
                        .resideInAPackage(in("config"))
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                in("config"),
                                in("model"),
                                in("limits"),
                                "java..",
                                "jakarta..",
                                "org.jspecify..",
                                "org.eclipse.microprofile.config..",
                                "io.smallrye.config..",
                                "org.jboss.logging..",
                                "io.quarkus..")));
        walls.put(
                "json knows no feature",
                noClasses()
                        .that()
                        .resideInAPackage(in("json"))
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + "..")
                                .and(not(resideInAnyPackage(in("json"), in("phone"), in("model"), in("limits"))))));
        walls.put("phone knows no feature", knowsOnly("phone", "limits", "model"));
        walls.put("callingpolicy knows no feature", knowsOnly("callingpolicy", "limits", "model"));
        walls.put(
                "worker knows no feature",
                noClasses()
                        .that()
                        .resideInAPackage(in("worker"))
                        .should()
                        .dependOnClassesThat(resideInAPackage(root + "..")
                                .and(not(resideInAnyPackage(in("worker"), in("limits"))))));
        walls.put("database knows no feature", knowsOnly("database", "config", "json", "limits", "model", "worker"));
        walls.put(
                "provider knows adapters and no feature", knowsOnly("provider", "adapter", "json", "limits", "model"));
        walls.put(
                "a diagnosis and a calling policy read no clock and draw nothing",
                noClasses()
                        .that()
                        .resideInAnyPackage(in("session.diagnosis"), in("provider"), in("callingpolicy"))
                        .should()
                        .accessTargetWhere(clockOrChance()));
        walls.put("secret knows no feature", knowsOnly("secret", "config", "database", "json", "limits", "model"));
        walls.put(
                "egress knows no feature",
                knowsOnly("egress", "adapter", "config", "database", "json", "limits", "model"));
        walls.put("role knows no feature", knowsOnly("role", "adapter", "config", "egress", "limits", "model", "secret"));
        walls.put("the rows of sessions know nothing of their use", knowsNot("session.store", "session"));
        walls.put("the state of sessions knows no use case", seesNot("session.state", "session", "session.reconcile"));
        walls.put("use cases do not see reconciliation", seesNot("session", "session.reconcile"));
        walls.put("what all operations share knows no resource", knowsNot("api.http", "api"));
        walls.put("the work on the contract knows no resource", knowsNot("api.openapi", "api", "api.http"));
        walls.put(
                "the root is used by no other package",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(root)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(root));
        families.forEach(family -> walls.put(
                "nobody outside sees adapter." + family,
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("adapter." + family))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("adapter." + family))));
        walls.put(
                "sandbox does not see adapter",
                noClasses()
                        .that()
                        .resideInAPackage(in("sandbox"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("adapter")));
        walls.put(
                "adapter does not see sandbox",
                noClasses()
                        .that()
                        .resideInAPackage(in("adapter"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(in("sandbox")));
        walls.put(
                "connections to the database only in database",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("database"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "java.sql..",
                                        "javax.sql..",
                                        "io.agroal..",
                                        "org.flywaydb..",
                                        "org.postgresql..")
                                .and(not(nameMatching(ROW_OF_SQL)))));
        walls.put(
                "rows are read by tables only",
                noClasses()
                        .that(resideOutsideOfPackage(in("database")).and(not(nameMatching(READS_ROWS))))
                        .should()
                        .dependOnClassesThat(nameMatching(ROW_OF_SQL)));
        walls.put(
                "JAX-RS only where HTTP comes in, and for the REST client",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(in("api"), in("sandbox"), in("event"), in("egress"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("jakarta.ws.rs.."));
        walls.put(
                "the HTTP client only where calls go out",
                noClasses()
                        .that()
                        .resideOutsideOfPackages(in("egress"), in("event"), in("sandbox"), in("cli"))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                        "java.net.http..",
                                        "io.vertx.core.http..",
                                        "io.vertx.ext.web.client..",
                                        "io.quarkus.rest.client..",
                                        "org.eclipse.microprofile.rest.client..")
                                .and(not(nameMatching(SERVER_SIDE)))));
        walls.put(
                "the vendors' SDKs only in tests",
                noClasses()
                        .that()
                        .resideInAPackage(root + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.tencentcloudapi..", "com.aliyuncs.."));
        walls.put(
                "picocli only in the command line",
                noClasses()
                        .that()
                        .resideOutsideOfPackage(in("cli"))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("picocli.."));
        walls.put(
                "adapters read no clock and draw nothing",
                noClasses().that(pure()).should().accessTargetWhere(clockOrChance()));
        walls.put(
                "adapters do no I/O",
                noClasses()
                        .that(pure())
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.file..",
                                "java.net.http..",
                                "java.nio.channels..",
                                "io.vertx..",
                                "java.util.concurrent..",
                                "jakarta.ws.rs..",
                                "org.jboss.logging..")));
        walls.put(
                "adapters hold no state",
                fields().that()
                        .areDeclaredInClassesThat(pure().and(resideInAnyPackage(families.stream()
                                .map(family -> in("adapter." + family))
                                .toArray(String[]::new))))
                        .should()
                        .beFinal());
        walls.put(
                "frameworks by their public interfaces only",
                noClasses().that().resideInAPackage(root + "..").should().dependOnClassesThat(internal()));
        walls.put(
                "no cycles between top packages",
                slices().matching(root + ".(*)..").should().beFreeOfCycles());
        return walls;
    }

    private static DescribedPredicate<JavaClass> internal() {
        return DescribedPredicate.describe(
                "are internal to a framework",
                type -> INTERNAL.matcher(type.getName()).matches()
                        && !USED_ALL_THE_SAME.containsKey(type.getName().replaceAll("\\$.*", "")));
    }

    /** The exceptions that nothing needs. */
    static List<String> exceptionsWithoutUse(JavaClasses types) {
        Set<String> used = types.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getName())
                .collect(Collectors.toSet());
        return USED_ALL_THE_SAME.keySet().stream()
                .filter(name -> !used.contains(name))
                .toList();
    }

    private DescribedPredicate<JavaClass> pure() {
        return resideInAPackage(in("adapter")).as("adapters and what they share");
    }

    private static DescribedPredicate<JavaAccess<?>> clockOrChance() {
        return DescribedPredicate.describe("asks for the time or for chance", access -> {
            JavaClass owner = access.getTarget().getOwner();
            boolean asks = NOW.contains(access.getTarget().getName())
                    && (owner.getPackageName().startsWith("java.time")
                            || owner.getPackageName().equals("java.util")
                            || owner.getPackageName().equals("java.util.concurrent")
                            || owner.isEquivalentTo(System.class)
                            || owner.isEquivalentTo(Math.class));
            return asks || owner.isAssignableTo(Clock.class) || owner.isAssignableTo(RandomGenerator.class);
        });
    }

    private ArchRule knowsOnly(String name, String... others) {
        String[] known =
                Stream.concat(Stream.of(name), Stream.of(others)).map(this::in).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(resideInAPackage(root + "..").and(not(resideInAnyPackage(known))));
    }

    /**
     * @param name a package whose classes may use, of all below the first of the others, itself and the rest of them
     */
    private ArchRule knowsNot(String name, String above, String... known) {
        String[] allowed =
                Stream.concat(Stream.of(name), Stream.of(known)).map(this::in).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(in(name))
                .should()
                .dependOnClassesThat(resideInAPackage(in(above)).and(not(resideInAnyPackage(allowed))));
    }

    /** Both sides are these packages alone, without what is below them. */
    private ArchRule seesNot(String name, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + name)
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        Stream.of(others).map(other -> root + "." + other).toArray(String[]::new)));
    }

    private String in(String name) {
        return root + "." + name + "..";
    }
}
