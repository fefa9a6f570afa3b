package io.siltstone.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.siltstone.core.layer.ForwardingBackend;
import io.siltstone.core.layer.PrefixBackend;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom, over all modules that are published. Here, because only the command line sees all of them. */
class ArchitectureTest {

    /** Shared by import and query, with types of JDBC in its signatures. */
    private static final String ENGINE = "io.siltstone.duckdb.engine..";

    private static final JavaClasses SILTSTONE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.siltstone");

    /** Each module and the modules that it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = Map.of(
            "core", Set.of(),
            "testkit", Set.of("core"),
            "testservers", Set.of("core"),
            "s3", Set.of("core"),
            "azure", Set.of("core"),
            "parquet", Set.of("core"),
            "jobs", Set.of("core", "parquet"),
            "duckdb", Set.of("core", "parquet", "jobs"),
            "cli", Set.of("core", "parquet", "jobs", "duckdb"));

    /** Packages of other people's libraries and the modules that may use them. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "com.azure", Set.of("azure"),
            "com.fasterxml.jackson", Set.of("core", "duckdb", "cli"),
            "java.sql", Set.of("duckdb"),
            "org.apache.parquet", Set.of("parquet"),
            "org.duckdb", Set.of("duckdb"),
            "org.junit", Set.of("testkit", "testservers"),
            "org.assertj", Set.of("testkit"),
            "org.slf4j", Set.of(),
            "picocli", Set.of("cli"),
            "software.amazon.awssdk", Set.of("s3"));

    /** Packages of one module, and those beside them that they do not know. */
    static Stream<Arguments> neighbours() {
        return Stream.of(
                arguments("cli.object", Set.of("cli.table", "cli.upkeep")),
                arguments("cli.session", Set.of("cli.object", "cli.table", "cli.upkeep")),
                arguments("cli.table", Set.of("cli.object", "cli.upkeep")),
                arguments("cli.upkeep", Set.of("cli.object", "cli.table")),
                arguments("duckdb.importer", Set.of("duckdb.query")),
                arguments("duckdb.query", Set.of("duckdb.importer")),
                arguments("jobs.coverage", Set.of("jobs.ledger", "jobs.sync", "jobs.verify")),
                arguments("jobs.ledger", Set.of("jobs.coverage", "jobs.sync", "jobs.verify", "jobs.work")),
                arguments("jobs.sync", Set.of("jobs.coverage", "jobs.verify")),
                arguments("jobs.work", Set.of("jobs.coverage", "jobs.ledger", "jobs.sync", "jobs.verify")));
    }

    static Stream<String> modules() {
        return MAY_KNOW.keySet().stream().sorted();
    }

    static Stream<String> libraries() {
        return LIBRARIES.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("modules")
    void everyModuleIsLookedAt(String module) {
        assertThat(SILTSTONE)
                .as("no class of the module %s is on the class path, so that no rule can fail for it", module)
                .anyMatch(type -> type.getPackageName().startsWith("io.siltstone." + module));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void moduleKnowsOnlyThoseBelowIt(String module) {
        Set<String> mayKnow = MAY_KNOW.get(module);
        String[] others = MAY_KNOW.keySet().stream()
                .filter(other -> !other.equals(module) && !mayKnow.contains(other))
                .map(ArchitectureTest::packages)
                .toArray(String[]::new);
        if (others.length == 0) {
            assertThat(module).as("the only module that may know all others").isEqualTo("cli");
            return;
        }
        noClasses()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because(module + " may know " + mayKnow + " only (ARCHITECTURE.md)")
                .check(SILTSTONE);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void libraryIsKnownToItsModulesOnly(String library) {
        String[] users =
                LIBRARIES.get(library).stream().map(ArchitectureTest::packages).toArray(String[]::new);
        noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .because("only " + LIBRARIES.get(library) + " may use " + library)
                .check(SILTSTONE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.siltstone.(**)").should().beFreeOfCycles().check(SILTSTONE);
    }

    @Test
    void backendsKnowNoLayer() {
        noClasses()
                .that()
                .resideInAnyPackage("io.siltstone.core.local..", "io.siltstone.core.memory..", "io.siltstone.azure..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.siltstone.core.layer..", "io.siltstone.core.resilience..")
                .because("layers are put over a backend from outside")
                .check(SILTSTONE);
    }

    @Test
    void s3KnowsNoLayerButThatOfItsPrefix() {
        noClasses()
                .that()
                .resideInAPackage("io.siltstone.s3..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.siltstone.core.layer..", "io.siltstone.core.resilience..")
                        .and(not(belongToAnyOf(PrefixBackend.class, ForwardingBackend.class))))
                .because("a prefix is one and the same layer, also where it is a setting of the store")
                .check(SILTSTONE);
    }

    @Test
    void exportedSignaturesHoldNoTypeOfALibrary() {
        classes()
                .that()
                .arePublic()
                .and()
                .resideOutsideOfPackages(packages("testkit"), ENGINE)
                .should(exportNoTypeOf(LIBRARIES.keySet()))
                .because("a library can be replaced only while its types stay inside the module that uses it")
                .check(SILTSTONE);
    }

    @Test
    void theEngineStaysInsideItsModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("duckdb"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ENGINE)
                .because("its signatures are those of JDBC")
                .check(SILTSTONE);
    }

    @ParameterizedTest
    @MethodSource("neighbours")
    void packageKnowsNothingOfItsNeighbours(String from, Set<String> others) {
        noClasses()
                .that()
                .resideInAPackage("io.siltstone." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream()
                        .map(other -> "io.siltstone." + other + "..")
                        .toArray(String[]::new))
                .because("what both need is in the packages below them")
                .check(SILTSTONE);
    }

    @Test
    void machineIsInjected() {
        classes()
                .that(InjectedWorld.givenEverything())
                .should(InjectedWorld.takeNothingFromTheMachine())
                .because("a test must be able to decide time, randomness and environment")
                .check(SILTSTONE);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("cli"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library tells its caller: return a record, or call a listener")
                .check(SILTSTONE);
    }

    @Test
    void nothingStartsAnotherProgram() {
        noClasses()
                .that()
                .resideOutsideOfPackage(packages("testservers"))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethodWhere(JavaCall.Predicates.target(
                        owner(equivalentTo(Runtime.class)).and(nameMatching("exec"))))
                .because("a name that a shell reads is a command")
                .check(SILTSTONE);
    }

    @Test
    void packagesAreNullMarked() {
        classes().should(resideInANullMarkedPackage()).check(SILTSTONE);
    }

    @Test
    void classesAreNamedAfterWhatTheyAre() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .because("such a name says nothing of what is inside")
                .check(SILTSTONE);
    }

    private static String packages(String module) {
        return "io.siltstone." + module + "..";
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return ArchCondition.from(DescribedPredicate.describe(
                "reside in a package whose package-info.java says @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }

    private static ArchCondition<JavaClass> exportNoTypeOf(Set<String> libraries) {
        return new ArchCondition<>("have no type of " + libraries + " in a public or protected member") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMember member : type.getMembers()) {
                    if (isExported(member)) {
                        types(member)
                                .flatMap(used -> used.getAllInvolvedRawTypes().stream())
                                .filter(used -> libraries.stream().anyMatch(library -> isOf(used, library)))
                                .distinct()
                                .forEach(used -> events.add(SimpleConditionEvent.violated(
                                        member, member.getDescription() + " exports " + used.getName())));
                    }
                }
            }
        };
    }

    private static boolean isExported(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static boolean isOf(JavaClass type, String library) {
        String name = type.getBaseComponentType().getPackageName();
        return name.equals(library) || name.startsWith(library + ".");
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        Stream<JavaType> thrown = unit.getExceptionTypes().stream().map(JavaType.class::cast);
        return Stream.of(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream(), thrown)
                .flatMap(part -> part);
    }
}
