package io.siltstone.s3;

import io.siltstone.core.error.ConfigurationException;
import io.siltstone.core.error.ErrorContext;
import io.siltstone.core.error.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.http.TlsTrustManagersProvider;

/** Trusts the certificates of a file instead of the platform's: there is no way to trust all. */
final class S3Trust {

    private S3Trust() {}

    /** @throws ConfigurationException if the file holds no certificates in PEM */
    static TlsTrustManagersProvider of(Path bundle) throws ConfigurationException {
        TrustManager[] managers;
        try (InputStream in = Files.newInputStream(bundle)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number, certificate);
                number++;
            }
            if (number == 0) {
                throw refused(bundle, "it is empty");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            managers = factory.getTrustManagers();
        } catch (ConfigurationException e) {
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            throw refused(bundle, String.valueOf(e.getMessage()));
        }
        return () -> managers;
    }

    private static ConfigurationException refused(Path bundle, String reason) {
        return new ConfigurationException(
                ErrorContext.of(Operation.OPEN, S3Config.TYPE),
                "caBundle " + bundle + " is no file of certificates in PEM: " + reason);
    }
}
