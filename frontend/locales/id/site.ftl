home-title = Barang dan pekerjaan dari usaha setempat
home-description = Barang usaha kecil di gerai wisata, lowongan menurut keterampilan, dan hibah usaha dari pemerintah daerah.
home-heading = Barang dan pekerjaan dari usaha setempat
home-lede = Lihat di sini, ambil dan bayar di gerai terdekat.
home-start = Mulai dari sini
home-buy = Belanja
home-buy-text = Makanan, kain, dan anyaman dari usaha kecil
home-sell = Jual barang
home-sell-text = Titip di gerai wisata dekat Anda
home-work = Cari kerja
home-work-text = Lowongan yang cocok dengan keterampilan Anda
home-funding = Hibah usaha
home-funding-text = Alat dan modal dari pemerintah daerah
home-newest-goods = Barang terbaru
home-all-goods = Semua barang
home-newest-openings = Lowongan terbaru
home-all-openings = Semua lowongan
home-open-calls = Hibah yang sedang dibuka
home-all-calls = Semua hibah
home-outlets = Gerai
home-all-outlets = Semua gerai

about-title = Tentang
about-description = Untuk apa situs ini, dan apa yang tidak pernah kami lakukan.
privacy-title = Privasi
privacy-description = Apa yang kami simpan, dan apa yang tidak.
help-title = Bantuan
help-description = Jawaban untuk pembeli, pembuat barang, dan pencari kerja.

api-title = Data terbuka untuk program
api-description = Alamat JSON untuk membaca barang, gerai, lowongan, dan hibah.
api-lede = Semua yang terlihat di situs ini dapat dibaca program Anda juga.
api-text = Tanpa kunci dan tanpa akun, hanya baca. Uraian lengkapnya dalam OpenAPI 3.1:
api-required = wajib

style-guide-title = Gaya
style-guide-text = Semua bagian halaman, dalam setiap keadaannya.
