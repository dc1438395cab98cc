//! Whole-analyser tests: word families that must join, pairs that must not, and text as people write it.

use super::{ANALYSER_VERSION, Part, Word, analyse, stem};
use proptest::prelude::*;

/// Forms of one verb, root first. Every pair within a line should share a stem.
const FAMILIES: &str = "
tenun menenun penenun tenunan ditenun pertenunan menenunnya nenun
jahit menjahit penjahit jahitan dijahit penjahitan menjahitkan jait ngejait jahitin
sulam menyulam penyulam sulaman disulam penyulaman nyulam
bordir membordir pembordir bordiran dibordir ngebordir
rajut merajut perajut rajutan dirajut perajutan ngerajut
anyam menganyam penganyam anyaman dianyam penganyaman nganyam
batik membatik pembatik batikan dibatik pembatikan ngebatik
ukir mengukir pengukir ukiran diukir pengukiran ngukir
sablon menyablon penyablon sablonan disablon penyablonan nyablon
potong memotong pemotong potongan dipotong pemotongan motong terpotong motongin
kemas mengemas pengemas kemasan dikemas pengemasan ngemas
masak memasak pemasak masakan dimasak pemasakan memasakkan masakin
goreng menggoreng penggoreng gorengan digoreng penggorengan ngegoreng
kirim mengirim pengirim kiriman dikirim pengiriman ngirim mengirimkan terkirim kirimin
antar mengantar pengantar antaran diantar pengantaran nganter nganterin mengantarkan
rakit merakit perakit rakitan dirakit perakitan ngerakit terakit
kelola mengelola pengelola kelolaan dikelola pengelolaan ngelola
rawat merawat perawat rawatan dirawat perawatan ngerawat terawat merawatnya
asuh mengasuh pengasuh asuhan diasuh pengasuhan ngasuh
layan melayani pelayanan dilayani ngelayanin layanan terlayani
cuci mencuci pencuci cucian dicuci pencucian nyuci nyuciin
setrika menyetrika penyetrika setrikaan disetrika penyetrikaan nyetrika
bersih membersihkan pembersih dibersihkan kebersihan pembersihan bersihin ngebersihin
las mengelas pengelas dilas pengelasan ngelas lasan
cat mengecat pengecat dicat pengecatan ngecat catnya
pel mengepel pengepel dipel pengepelan ngepel
tulis menulis penulis tulisan ditulis penulisan nulis tertulis menuliskan
ketik mengetik pengetik ketikan diketik pengetikan ngetik
catat mencatat pencatat catatan dicatat pencatatan nyatet tercatat
hitung menghitung penghitung hitungan dihitung penghitungan perhitungan ngitung
jual menjual penjual jualan dijual penjualan ngejual terjual jualin
beli membeli pembeli belian dibeli pembelian ngebeli belikan
tanam menanam penanam tanaman ditanam penanaman nanam nanem tanamin
panen memanen pemanen panenan dipanen pemanenan manen
ajar mengajar pengajar ajaran diajar pengajaran ngajar pelajaran belajar pembelajaran
pasang memasang pemasang pasangan dipasang pemasangan masang masangin terpasang
baik memperbaiki diperbaiki perbaikan baikan memperbaikinya
bangun membangun pembangun bangunan dibangun pembangunan ngebangun
pandu memandu pemandu panduan dipandu pemanduan
pijat memijat pemijat pijatan dipijat pemijatan mijat mijet
tari menari tarian ditarikan menarikan
kemudi mengemudi pengemudi kemudikan dikemudikan mengemudikan pengemudian
setir menyetir disetir nyetir penyetir
tani bertani petani pertanian
ternak beternak peternak peternakan diternak
kerja bekerja pekerja pekerjaan dikerjakan mengerjakan ngerjain mempekerjakan
pakai memakai pemakai dipakai pemakaian terpakai dipake
olah mengolah pengolah olahan diolah pengolahan ngolah
atur mengatur pengatur aturan diatur pengaturan ngatur peraturan teratur
siap menyiapkan mempersiapkan disiapkan persiapan nyiapin dipersiapkan penyiapan
anyam menganyam penganyam anyaman dianyam penganyaman nganyam
tenun menenun penenun tenunan ditenun penenunan nenun
bordir membordir pembordir bordiran dibordir pembordiran
ukir mengukir pengukir ukiran diukir pengukiran ngukir
potong memotong pemotong potongan dipotong pemotongan motong terpotong
kukus mengukus pengukus kukusan dikukus pengukusan ngukus
rebus merebus perebus rebusan direbus perebusan ngerebus
bakar membakar pembakar bakaran dibakar pembakaran
adon mengadon pengadon adonan diadon pengadonan
kemas mengemas pengemas kemasan dikemas pengemasan ngemas
timbang menimbang penimbang timbangan ditimbang penimbangan nimbang
arsip mengarsip pengarsip arsipkan diarsipkan pengarsipan mengarsipkan
lapor melapor pelapor laporan dilaporkan pelaporan melaporkan ngelapor
periksa memeriksa pemeriksa diperiksa pemeriksaan
jaga menjaga penjaga dijaga penjagaan ngejaga
";

/// Pairs that look alike and must stay apart.
const STRANGERS: &str = "
pelanggan pelanggaran, pengawas awas, tanaman aman, kemasan emas, beruang uang, memasak pasak, pengetahuan tahu,
pengalaman alam, perusahaan usaha, pemerintah perintah, karyawan karya, mengecat kecap, mengecat catat, catatan cat,
mengetahui tahu, diketahui tahu, berpengalaman alam, keahlian kahlil, mengemas emas, pengemasan emas, makanan akan,
mengelas kelas, pengelasan kelas, ngelas kelas, kelas las, gelas las, belas las, sekolah olah, kemeja meja, kertas tas,
batas atas, bekas kas, berkas kas, jaman jam, jamin jam, jamu jam, jamur jam, pelan pel, pelat pel, rapi api,
perban ban, beban ban, bantu batu, bata batas, batang tanam, tempat tempa, tempatan tempa, tempe tempa, rendah renda,
rendang renda, rendam renda, buka bukan, buku buka, bulan bulu, kebun bun, mesin sin, peti petik, petani peti, petik titik,
merah perah, malam palam, malu palu, mati pati, nata tata, nyata tata, data tata, menata nata, make pakai, merak rak,
perak rak, perak rakit, perakit perak, gerak rak, kerak rak, sebuah buah, sewa sewu, sapi sapu, sapu suap, kopi kopra,
kayu kayuh, tari tarik, menari menarik, penari pencari, tarian tarikan, tali tari, tani tanya, taman tanaman, teman taman,
halaman laman, pinjaman jaman, kiriman iman, minuman numan, tahun tahu, tahunan tahu, tahan tahu, bertahan tahu,
tahap tahu, beritahu tahu, pemberitahuan tahu, antara antar, sementara antar, urus kurus, mengurus kursus, kursus urus,
masalah masak, masalah masa, asah masalah, basah asah, rasa asa, rasa sarapan, baru barang, barang bawang, umum minum,
ibu ubi, kecil cicil, besar benar, besar sebar, tinggi tinggal, panjang pajang, panjang panjat, tempat empat, waktu waka,
tetap atap, sama samak, sama samping, jawab awab, diri sendiri, mendirikan diri, luar keluar, depan delapan, siap siapa,
mampu lampu, biasa bisa, kerajinan rajin, pengrajin rajin, perajin rajin, kendaraan kenda, alamat alam, alami pengalaman,
pengajian gaji, ngaji gaji, mengajar mengejar, ajar jar, pelajar jar, pasar pasir, pasar kasar, pemasaran pesan,
sales sale, customer custom, marketing pasar, driver drive, barista barang, cleaning clean-up, packing paket, sewing sewa,
tailor tali, admin administrasi, accounting count, housekeeping rumah, service server, servis server, manager mangga,
cat kucing, las selasa, cor cora, bor borong, borongan bor, lem lembur, lem lemari, lap lapor, lapis lap, laporan lap,
lapak lap, lapang lap, cap ucap, kecap cap, cek cekung, tes protes, isi visi, isi misi, visi misi, bibit bit, padi padu,
padi pagi, pandai pantai, pandu padu, pantai lantai, lantai lantas, kanan makan, kasir kasur, kasar kasur, sabun sabut,
sabut cabut, abon sabun, garam garap, gula gulai, gulai gulung, gulung gantung, ganti gantung, gunting gantung, guna gunung,
gudang dagang, udang gudang, undang udang, ladang dagang, pedas beras, peras beras, keras peras, peras pedas, kertas keras,
rotan roti, roti rotor, sate satu, kuli kulit, kulit kuliah, guru gurita, kebaya biaya, kapal kapak, kepala kelapa,
kepala pala, pisang pasang, pasang pesan, sawah sawi, bawah sawah, kawal awal, awal kawat, akhir air, air cair, cair cari,
hasil asli, hutan utang, hutan hujan, utang tang, piutang utang, warung warna, karung kurung, kacang kancing, kambing kuning,
daging dagang, penting ting, pending pen, kering sering, kering ring, keriting kering, sekering kering, piring sering,
menuju maju, setuju tuju, menurut urut, berikut ikut, terus urus, terdiri diri, tersebut sebut, perangkat angkat,
peringkat ikat, tingkat ikat, sikat ikat, serikat ikat, terkait kait, berkaitan kait, peluang uang, ruang uang, pertama utama,
memberikan ikan, mengoperasikan koperasi, pemakaian pakaian, pembagian bagian, menuangkan uang, menandai anda, pensiun siun,
divisi visi, memadukan madu, sekarang karang, mematikan pati, membiarkan agar, penggosokan setrika, ketua tua, kejam jam, sejam jam-jaman, setiap siap, seragam ragam, semangat mangga, mangga minggu, tunggu minggu, tinggi tunggu
";

fn families() -> Vec<Vec<&'static str>> {
    FAMILIES.lines().filter(|line| !line.is_empty()).map(|line| line.split(' ').collect()).collect()
}

fn strangers() -> Vec<(&'static str, &'static str)> {
    STRANGERS.split([',', '\n']).filter_map(|pair| pair.trim().split_once(' ')).collect()
}

fn stems(text: &str) -> Vec<String> {
    analyse(text, Part::Body).into_iter().map(|word| word.stem).collect()
}

fn joined(text: &str) -> String {
    stems(text).join(" ")
}

fn one_stem(word: &str) -> String {
    joined(word)
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred pairs")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

#[test]
fn forms_of_one_word_share_a_stem() {
    let mut pairs = 0;
    let mut apart = Vec::new();
    for family in families() {
        for (at, one) in family.iter().enumerate() {
            for other in &family[at + 1..] {
                pairs += 1;
                if one_stem(one) != one_stem(other) {
                    apart.push(format!("{one}>{} {other}>{}", one_stem(one), one_stem(other)));
                }
            }
        }
    }
    let share = share(pairs - apart.len(), pairs);
    println!("{} families, {pairs} pairs, {share:.4} joined", families().len());
    assert!(families().len() >= 60 && pairs >= 1_200, "{} families, {pairs} pairs", families().len());
    assert!(share >= 0.97, "{share:.4} of {pairs} joined; apart: {apart:#?}");
}

#[test]
fn strangers_do_not_share_a_stem() {
    let pairs = strangers();
    let together: Vec<_> = pairs.iter().filter(|(one, other)| one_stem(one) == one_stem(other)).collect();
    let share = share(together.len(), pairs.len());
    println!("{} strangers, {share:.4} joined falsely", pairs.len());
    assert!(pairs.len() >= 200, "{} pairs", pairs.len());
    assert!(share <= 0.01, "{share:.4} of {} joined falsely: {together:?}", pairs.len());
}

#[test]
fn protected_tokens_skip_every_rule() {
    for (text, token) in [
        ("C++", "c++"),
        ("C#", "c#"),
        (".NET", ".net"),
        ("K3", "k3"),
        ("D3", "d3"),
        ("D-III", "d3"),
        ("S1", "s1"),
        ("S-1", "s1"),
        ("SIM A", "sim_a"),
        ("sim b1", "sim_b1"),
        ("SIM B-II", "sim_b2"),
        ("Sim.C", "sim_c"),
        ("Brevet A", "brevet_a"),
        ("MS. Office", "ms_office"),
        ("Microsoft Office", "ms_office"),
        ("IT", "it"),
        ("it", "it"),
        ("HP", "hp"),
        ("AC", "ac"),
        ("POS", "pos"),
        ("C", "c"),
        ("R", "r"),
        ("OB", "ob"),
        ("oleh-oleh", "oleh_oleh"),
        ("F&B", "f&b"),
        ("make-up", "makeup"),
        ("BPJS", "bpjs"),
    ] {
        assert_eq!(stems(text), [token], "{text}");
    }
}

#[test]
fn a_series_of_licences_names_each_of_them() {
    assert_eq!(joined("punya SIM A/C"), "punya sim_a sim_c");
    assert_eq!(joined("SIM A dan B1"), "sim_a sim_b1");
    assert_eq!(joined("SIM C, D3"), "sim_c d3");
}

#[test]
fn words_that_must_never_be_removed_stay() {
    let kept = "tahu rasa baru umum ibu buat kecil besar tinggi panjang tempat bekerja waktu tetap sama masalah jawab \
                diri luar depan atas siap menyiapkan mempersiapkan mampu biasa it or in an";
    for word in kept.split_whitespace() {
        for part in [Part::Body, Part::Title] {
            assert_eq!(analyse(word, part).len(), 1, "{word}");
        }
    }
}

#[test]
fn stop_words_leave_running_text_only() {
    assert_eq!(joined("tahu dan tempe yang enak"), "tahu tempe enak");
    let title: Vec<_> = analyse("Tahu dan Tempe", Part::Title).into_iter().map(|word| word.stem).collect();
    assert_eq!(title, ["tahu", "dan", "tempe"]);
    assert_eq!(joined("oleh-olehnya dari desa"), "oleh desa", "a doubled word is never a stop word");
}

#[test]
fn doubled_words_become_one() {
    for (text, stem) in [
        ("anak-anak", "anak"),
        ("bantu2", "bantu"),
        ("bersih-bersih", "bersih"),
        ("bersih2", "bersih"),
        ("sayur-sayuran", "sayur"),
        ("tukar-menukar", "tukar"),
        ("macam2nya", "macam"),
        ("Anak-anaknya", "anak"),
        ("bantu\u{b2}", "bantu"),
    ] {
        assert_eq!(stems(text), [stem], "{text}");
    }
    let doubled = analyse("anak-anak desa", Part::Body);
    assert_eq!((doubled[0].start, doubled[0].end), (0, 9));
    assert_eq!(stems("mp2"), ["mp2"], "an unknown word keeps its figure");
    assert_eq!(stems("meja-kursi"), ["meja", "kursi"]);
}

#[test]
fn abbreviations_are_written_out() {
    assert_eq!(joined("b.ing"), "bahasa inggris");
    assert_eq!(joined("B. Inggris"), "bahasa inggris");
    assert_eq!(joined("brg"), joined("barang"));
    assert_eq!(joined("kend"), joined("kendaraan"));
    assert_eq!(joined("adm keu"), joined("administrasi keuangan"));
    assert_eq!(joined("mkt"), joined("marketing"));
    assert_eq!(joined("mgmt"), joined("manajemen"));
    assert_eq!(joined("2thn"), "2 tahun");
    assert_eq!(joined("dgn utk yg dr"), "");
    let both = analyse("bisa b.ing lancar", Part::Body);
    let places: Vec<_> = both.iter().map(|word| (word.stem.as_str(), word.start, word.end)).collect();
    assert_eq!(places[1..3], [("bahasa", 5, 10), ("inggris", 5, 10)]);
}

#[test]
fn informal_spellings_meet_the_standard_word() {
    for (informal, standard) in [
        ("bener", "benar"),
        ("pake", "pakai"),
        ("dipake", "pakai"),
        ("bikin", "buat"),
        ("jait", "jahit"),
        ("sambel", "sambal"),
        ("nyetrika", "setrika"),
        ("dapet", "dapat"),
        ("supir", "sopir"),
        ("nganterin", "antar"),
        ("baguuuus", "bagus"),
        ("Jum'at", "jumat"),
        ("manager", "manajer"),
        ("design", "desain"),
    ] {
        assert_eq!(joined(informal), joined(standard), "{informal}");
    }
}

#[test]
fn english_words_of_the_trade_are_stable() {
    for (word, stem) in [
        ("sewing", "sew"),
        ("sew", "sew"),
        ("cleaning", "clean"),
        ("packing", "pack"),
        ("tailor", "tailor"),
        ("tailoring", "tailor"),
        ("tailors", "tailor"),
        ("marketing", "marketing"),
        ("barista", "barista"),
        ("sales", "sales"),
        ("driver", "driver"),
        ("drivers", "driver"),
        ("accounting", "account"),
        ("accountant", "account"),
        ("housekeeping", "housekeep"),
        ("admin", "admin"),
        ("catering", "katering"),
        ("security", "secur"),
        ("kitchen", "kitchen"),
        ("digital", "digital"),
        ("terminal", "terminal"),
    ] {
        assert_eq!(joined(word), stem, "{word}");
    }
    assert_eq!(joined("Customer Service"), "customer servis");
}

#[test]
fn mixed_text_is_read_as_one() {
    let text = "DICARI: Penjahit (sewing) utk konveksi, min. 2thn pengalaman, bisa B.Ing & MS Office. Hub [telp]";
    assert_eq!(joined(text), "cari jahit sew konveksi minimal 2 tahun pengalaman bisa bahasa inggris ms_office hub");
}

#[test]
fn frame_words_are_marked() {
    let marks = |text: &str| -> Vec<bool> { analyse(text, Part::Body).iter().map(|word| word.frame).collect() };
    assert_eq!(marks("mampu menjahit"), [true, false]);
    assert_eq!(marks("Memiliki pengalaman memasak"), [true, true, false]);
    assert_eq!(marks("min experience sewing"), [true, true, false]);
    assert_eq!(marks("menyediakan makanan"), [false, false]);
}

#[test]
fn numbers_are_tokens() {
    assert_eq!(joined("gaji 2.500.000 shift 3"), "gaji 2 500 000 shift 3");
}

#[test]
fn words_over_forty_bytes_are_dropped() {
    assert!(stems(&"ab".repeat(21)).is_empty());
    assert_eq!(stems(&"ab".repeat(20)).len(), 1);
    assert!(stems(&"xyz1".repeat(2_500)).is_empty());
}

#[test]
fn strange_signs_do_no_harm() {
    let text = "\u{f0d8} Jahit\u{200b}an \u{1f9f5} caf\u{e9} ﬁnishing \0\u{7} 縫製 \u{feff}Ｋａｓｉｒ";
    let words = analyse(text, Part::Body);
    let found: Vec<_> = words.iter().map(|word| word.stem.as_str()).collect();
    assert_eq!(found, ["jahit", "kafe", "finish", "縫製", "kasir"]);
    assert_eq!(&text[words[0].start..words[0].end], "Jahit\u{200b}an");
}

#[test]
fn a_stem_of_a_stem_of_a_family_is_itself() {
    for family in families() {
        let root = one_stem(family[0]);
        assert_eq!(stem(&root), root);
    }
}

#[test]
fn the_version_is_counted_from_one() {
    assert_eq!(ANALYSER_VERSION, 1);
}

fn assert_sound(text: &str) {
    for part in [Part::Body, Part::Title] {
        let mut last_start = 0;
        for Word { stem, start, end, .. } in analyse(text, part) {
            assert!(!stem.is_empty() && start >= last_start && start < end && end <= text.len());
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
            assert!(text[start..end].chars().any(|character| !character.is_whitespace()));
            last_start = start;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed_without_harm(text in any::<String>()) {
        assert_sound(&text);
    }

    #[test]
    fn texts_near_our_own_forms_are_analysed_without_harm(
        text in "([a-zA-Z]{0,12}|SIM [abc]|[a-c][12]|\\[telp\\]|[0-9]{1,3}(thn|kg)|(me|di|ng|ny|pe)[a-z]{0,6}(kan|an|in|nya)?|[é\u{300}\u{ad}\u{200b}\u{f0d8}ﬁ½①ß🧵'’/,.+#&\\-_ 2]){0,24}"
    ) {
        assert_sound(&text);
    }

    #[test]
    fn any_word_has_a_stem(word in "\\PC{1,60}") {
        prop_assert!(!stem(&word).is_empty());
    }

    #[test]
    fn letters_always_leave_a_word(word in "[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z]{1,2}[aeiou]{1,2}") {
        let words = analyse(&word, Part::Title);
        prop_assert!(!words.is_empty());
        prop_assert_eq!((words[0].start, words[0].end), (0, word.len()));
    }
}
