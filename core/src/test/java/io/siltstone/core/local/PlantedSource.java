package io.siltstone.core.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A bug in the store's own source: one of its classes is changed in one place and compiled anew, and all of the store
 * and of the suite that judges it is loaded a second time, with that class in it.
 *
 * @param changed the name of the class
 * @param there what stands in its source, once
 * @param instead what is put in its place
 */
record PlantedSource(String changed, String there, String instead) {

    private static final String STORE = "io.siltstone.core.";
    private static final Path SOURCES = Path.of("src/main/java");

    /** What the crash suite tells of the store with the bug. */
    Set<String> told(String history, Path scratch) throws Exception {
        compile(scratch);
        Class<?> suite = new Planted(scratch, getClass().getClassLoader()).loadClass(PlantedRun.class.getName());
        Method run = suite.getDeclaredMethod("told", String.class);
        run.setAccessible(true);
        Object told = run.invoke(null, history);
        return Set.of(((Set<?>) told).toArray(String[]::new));
    }

    private void compile(Path scratch) throws IOException {
        String name = changed.replace('.', '/') + ".java";
        String source = Files.readString(SOURCES.resolve(name));
        assertThat(source.split(java.util.regex.Pattern.quote(there), -1))
                .as("`%s` stands once in %s", there, name)
                .hasSize(2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("the tests run on a JDK").isNotNull();
        StringWriter said = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-d", scratch.toString(), "-classpath", classPath());
        boolean compiled = compiler.getTask(
                        said, null, null, options, null, List.of(text(name, source.replace(there, instead))))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private static String classPath() {
        String tests = System.getProperty("surefire.test.class.path");
        return tests == null ? System.getProperty("java.class.path") : tests;
    }

    private static JavaFileObject text(String name, String source) {
        return new SimpleJavaFileObject(URI.create("string:///" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    /** The store and its tests once more: what was compiled anew, and everything else as it is. */
    private static final class Planted extends ClassLoader {

        private final Path anew;

        Planted(Path anew, ClassLoader asItIs) {
            super(asItIs);
            this.anew = anew;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(STORE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? define(name) : loaded;
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            Path own = anew.resolve(file);
            try (InputStream in =
                    Files.exists(own) ? Files.newInputStream(own) : getParent().getResourceAsStream(file)) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
