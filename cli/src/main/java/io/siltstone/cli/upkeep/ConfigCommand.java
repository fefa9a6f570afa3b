package io.siltstone.cli.upkeep;

import io.siltstone.cli.session.CliException;
import io.siltstone.cli.session.ColorMode;
import io.siltstone.cli.session.Console;
import io.siltstone.cli.session.ExitCode;
import io.siltstone.cli.session.JsonLine;
import io.siltstone.cli.session.ProgressMode;
import io.siltstone.cli.session.RootOptions;
import io.siltstone.cli.session.Session;
import io.siltstone.cli.session.StoreOption;
import io.siltstone.cli.session.Subcommand;
import io.siltstone.core.config.BackendConfig;
import io.siltstone.core.config.ConfigCodec;
import io.siltstone.core.error.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
        name = "config",
        description = "Show which store is used and who said so, and the configuration that opens it elsewhere. Opens"
                + " nothing and holds no secret.")
public final class ConfigCommand implements Subcommand {

    private record Setting(String name, String value, String source) {}

    @Override
    public ExitCode run(Session session) throws IOException, CliException {
        StoreOption store = session.store();
        BackendConfig config = store.config(session.backends(), StoreOption.Access.CREATE);
        Console console = session.console();
        for (Setting setting : settings(session, store)) {
            if (console.json()) {
                console.line(new JsonLine("setting")
                        .put("setting", setting.name())
                        .put("value", setting.value())
                        .put("source", setting.source()));
            } else {
                console.line(padded(setting.name()) + Printable.of(setting.value()) + "  (" + setting.source() + ")");
            }
        }
        String json = ConfigCodec.toJson(session.backends().withDefaultLayers(config));
        if (console.json()) {
            console.line(new JsonLine("setting")
                    .put("setting", "config")
                    .putJson("value", json)
                    .put("source", store.source().label()));
        } else {
            console.line(padded("config") + Printable.of(json));
        }
        return ExitCode.OK;
    }

    private static List<Setting> settings(Session session, StoreOption store) {
        List<Setting> settings = new ArrayList<>();
        settings.add(new Setting("store", store.address(), store.source().label()));
        store.profile()
                .ifPresent(profile -> settings.add(
                        new Setting("profile", profile.name(), store.source().label())));
        RootOptions options = session.options();
        Map<String, String> environment = session.environment();
        settings.add(new Setting(
                "color", session.console().colored() ? "on" : "off", colorSource(options.color(), environment)));
        settings.add(new Setting(
                "progress",
                options.progress().toString(),
                options.progress() == ProgressMode.AUTO ? "default" : "--progress"));
        return settings;
    }

    private static String colorSource(ColorMode mode, Map<String, String> environment) {
        if (mode != ColorMode.AUTO) {
            return "--color";
        }
        for (String variable : List.of("NO_COLOR", "CLICOLOR_FORCE")) {
            if (!environment.getOrDefault(variable, "").isEmpty()) {
                return variable;
            }
        }
        return environment.getOrDefault("TERM", "").equals("dumb") ? "TERM" : "default";
    }

    private static String padded(String name) {
        return name + " ".repeat(10 - name.length());
    }
}
