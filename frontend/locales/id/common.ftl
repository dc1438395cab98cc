# Words of the frame and of the shared parts.
skip-link = Langsung ke isi
nav-label = Menu utama
nav-goods = Barang
nav-jobs = Lowongan
nav-outlets = Gerai
nav-funding = Hibah
nav-match = Cocokkan
language-short = EN
language-other = English
demo-label = Keterangan data
demo-strip = Data contoh, bukan barang dan lowongan nyata.
footer-label = Tentang situs
footer-line = Barang dan pekerjaan dari usaha kecil setempat. Lihat di sini, ambil di gerai terdekat.
footer-about = Tentang
footer-help = Bantuan
footer-privacy = Privasi
footer-api = API
footer-version = Versi

search-button = Cari
filter-title = Saring
filter-apply = Terapkan saringan
filter-active = Saringan yang dipakai
filter-remove = Hapus saringan
filter-clear = Hapus semua

pager-label = Halaman daftar
pager-page = Halaman
pager-previous = Sebelumnya
pager-next = Berikutnya

field-optional = (boleh kosong)
field-fix = Perbaiki:

share-whatsapp = Kirim lewat WhatsApp
share-native = Bagikan
share-copy = Salin tautan
share-copied = Tautan disalin

call-ceiling = Paling banyak

match-covered = Cocok:
match-near = Mirip:
match-near-said = Anda menulis
match-missing = Belum Anda tulis:

back-home = Ke halaman depan
back-goods = Kembali ke barang
back-outlets = Kembali ke gerai
back-openings = Kembali ke lowongan
back-calls = Kembali ke hibah usaha
place-anywhere = Seluruh Indonesia
place-or-remote = { $place } atau dari rumah

moment = { $weekday }, { $date } pukul { $clock } { $zone }
closes-today = Ditutup hari ini, { $when }
closes-tomorrow = Ditutup besok, { $when }
closes-in = Ditutup { $days } hari lagi, { $when }
closes-on = Ditutup { $when }
closed-on = Sudah ditutup { $when }
opens-on = Dibuka { $when }
no-closing-day = Dibuka sepanjang tahun
weekday-monday = Senin
weekday-tuesday = Selasa
weekday-wednesday = Rabu
weekday-thursday = Kamis
weekday-friday = Jumat
weekday-saturday = Sabtu
weekday-sunday = Minggu
month-january = Januari
month-february = Februari
month-march = Maret
month-april = April
month-may = Mei
month-june = Juni
month-july = Juli
month-august = Agustus
month-september = September
month-october = Oktober
month-november = November
month-december = Desember
search-resting = Pencarian sedang kami siapkan. Untuk sementara semua yang terbaru ditampilkan.

day-day = Tanggal
day-month = Bulan
day-year = Tahun
